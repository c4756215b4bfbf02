"""Turns the YAML under data/ into one frozen, cross-checked Catalogue. Knows nothing of HTML or MkDocs."""
