"""Times as papers write them: a small grammar from words to days, rhythms and spans of time."""
