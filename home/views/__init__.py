"""Pages outside the page tree."""
