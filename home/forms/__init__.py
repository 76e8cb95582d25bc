"""What people fill in on the pages outside the page tree."""
