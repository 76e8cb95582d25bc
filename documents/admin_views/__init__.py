"""What the secretariat does with papers and registers in the admin."""
