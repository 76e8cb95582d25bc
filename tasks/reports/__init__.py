"""What agencies answer in a round: gathered, corrected, sent, returned, accepted."""
