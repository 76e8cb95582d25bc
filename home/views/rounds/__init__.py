"""The reports of an agency in reporting rounds."""
