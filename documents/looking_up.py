"""Paste a citation, or a page full of them: which papers are meant, and whether they still apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.force import Status, statuses
from documents.linking import Held, named
from documents.models import DocumentPage
from documents.reading.citations import cited_papers
from documents.reading.cleaning import tidy
from documents.reading.gazetteer import STANDARD
from documents.registration import in_words
from vietnamese.numbers import key_of

#: A page of a paper has some three thousand letters, and an address holds no more.
LONGEST = 3_000
_NUMBER = re.compile(r"(?<!\w)\d[\d.]*[^\W\d_]?\s?[/–-]\s?[^\s/][^\s]{1,40}$")


@dataclass(frozen=True)
class Met:
    """A citation as it stands in the text, and the papers it can mean with their status on the day."""

    as_written: str
    dated: date | None
    papers: tuple[tuple[DocumentPage, Status], ...]


def looked_up(text: str, user: Any, at: date | None = None) -> list[Met]:
    """In the order of the text; only papers this reader may open, in a handful of queries."""
    cleaned = tidy(text).text
    found = [
        (in_words(citation.type, citation.code), key_of(citation.code), citation.dated, citation.issuer or "")
        for citation in cited_papers(cleaned, STANDARD, None, 0, 0)
    ] or _bare(cleaned)
    held = Held((one[1:] for one in found), among=named(DocumentPage.objects.visible_to(user)))
    force = statuses(held.all(), at)
    return [
        Met(words, dated, tuple((paper, force[paper.pk]) for paper in held.fitting(key, dated, issuer)))
        for words, key, dated, issuer in found
    ]


def _bare(text: str) -> list[tuple[str, str, date | None, str]]:
    """Lines that end in a number and little else: 15/KH-BCĐ, kế hoạch 15/kh-bcđ."""
    found = [_NUMBER.search(" ".join(line.split())) for line in text.splitlines()]
    return [(one.group(), key_of(one.group()), None, "") for one in found if one]
