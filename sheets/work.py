"""Long lists are checked and imported in the background."""
