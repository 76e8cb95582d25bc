"""The way of a paper of our own: drafted, reviewed, signed, numbered and issued."""
