"""What accounts predict, as dated questions; who turned out right; what a data series says of a stated effect."""
