"""The words of a row as PostgreSQL keeps them; no database and no Django: composed in any process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from documents.lines import line
from search.text import count_terms, folded_of, marked_of, tokens
from vietnamese.text import clean

if TYPE_CHECKING:
    from documents.clauses import Piece

#: A position in a tsvector ends here; ours says how often a term stands in the row.
MOST_TIMES: Final = 16_383


class Composed(NamedTuple):
    """What a row is found by: two tsvectors, and the distinct terms with a blank between.

    Terms are letters and digits, so nothing in them has to be quoted.
    """

    length: int
    terms: str
    exact: str
    distinct: str

    @property
    def cells(self) -> tuple[str, str, int]:
        return self.terms, self.exact, self.length


def composed(text: str) -> Composed:
    """A term's one position says how often it stands in the text."""
    found = tokens(text)
    counted = count_terms(folded_of(found))
    return Composed(
        len(found),
        " ".join([f"{term}:{n if n < MOST_TIMES else MOST_TIMES}" for term, n in counted.items()]),
        " ".join(marked_of(found)),
        " ".join(counted),
    )


class Clauses(NamedTuple):
    """The rows of the clauses of a text: what is their own, a line each, and what they add to the counts."""

    lines: str
    rows: int
    length: int
    distinct: str


def of_clauses(clauses: Iterable[Piece]) -> Clauses:
    """The rows of the clauses that say something; those of a paper without names to protect."""
    lines: list[str] = []
    distinct: list[str] = []
    length = 0
    for clause in clauses:
        if text := clause_text(clause.heading, clause.text).replace("\0", " "):
            words = composed(text)
            lines.append(line((clause.anchor, clause.path or clause.label, text, *words.cells)))
            distinct.append(words.distinct)
            length += words.length
    return Clauses("\n".join(lines), len(lines), length, " ".join(distinct))


def clause_text(heading: str, text: str) -> str:
    """What of a clause is searched and shown."""
    return clean("\n".join(part for part in (heading, text) if part)).strip()
