"""What the secretariat does with tasks in the admin."""
