"""Pages given out from memory for as long as nothing they rest on changes (adr/0010, adr/0018)."""
