"""Measured accuracy: what is measured here and now, and what was measured on held-out data."""
