"""The project: settings, addresses, and what starts and stops the site."""
