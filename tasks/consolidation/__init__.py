"""One report made of many: entries side by side, merged sentences with their sources, sums, letters."""
