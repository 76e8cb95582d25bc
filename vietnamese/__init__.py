"""The Vietnamese language as plain text: letters, tones, dates, document numbers. No Django here."""
