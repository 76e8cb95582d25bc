"""What lists of papers ask of the app that searches."""

from agencies.lookups import Lookup

#: Papers by number in any spelling, by words with or without accents, or by the beginning of a word.
find_papers = Lookup()
