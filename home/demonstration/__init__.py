"""The demonstration: the committee of one province, its plan of 2012, and sample progress."""
