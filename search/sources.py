"""The source a question names: "theo Bộ luật Dân sự 2015, …" says where to look, not what for.

A law does not repeat its own name; clauses that hold these words speak of another paper.
"""

from __future__ import annotations

import re

from vietnamese.text import fold

_KINDS = (
    "bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|chi thi|ke hoach|chuong trinh|quy che"
)
#: What leads to the name, the kind of paper, its name in a few syllables, its year: with all four it is sure.
_SOURCE = re.compile(
    r"\b(?:theo|tai|trong|cua)(?: quy dinh)?(?: tai| cua| trong)?"
    rf" (?:{_KINDS})(?: [^\W\d_]+){{1,8}}?,?(?: nam)? (?:19|20)\d\d\b"
)


def without_source(text: str) -> str:
    """A cleaned question without the papers it names by kind, name and year; none left gives the question."""
    rest = _SOURCE.sub(lambda found: " " * len(found[0]), fold(text))
    said = "".join(letter if kept != " " else " " for letter, kept in zip(text, rest, strict=True))
    return said if said.strip(" .,?") else text
