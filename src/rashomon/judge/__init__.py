"""Which explanation the evidence speaks against, and what would settle it; never a verdict of our own."""
