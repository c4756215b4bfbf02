"""Turns a Catalogue into what readers get: HTML, JSON and CSV."""
