"""What lists of tasks ask of the app that searches."""

from agencies.lookups import Lookup

#: Tasks by their words, or those of the paper whose number is asked for.
find_tasks = Lookup()
