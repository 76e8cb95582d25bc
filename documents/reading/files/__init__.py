"""Files of every kind as text and tables. Binary formats are parsed in a caged child process only."""
