"""Turns observations and decisions about outside addresses into a state for each address."""
