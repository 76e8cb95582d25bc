"""What a file says beside its words: authors, comments, tracked changes, places; and the file without it."""
