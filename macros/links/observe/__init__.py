"""The observer: asks outside addresses, judges whether each is still that resource, and records what it saw."""
