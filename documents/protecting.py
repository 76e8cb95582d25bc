"""Names to protect: who reads them in a paper, and the paper as everybody else sees it (adr/0026).

Lists, letters, feeds and exports say `told_subject` to everybody; the page of the paper alone says more, to
those who work with it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.permissions import standing
from documents.statuses import Circulation
from vietnamese.runs import Rest, Run, holds, runs_of, without
from vietnamese.text import clean

if TYPE_CHECKING:
    from documents.models import Clause, DocumentFile, DocumentPage, Reference, StoredFile

#: What of a paper may say a name, beside its text.
TOLD: Final = (
    "subject",
    "title",
    "draft_title",
    "seo_title",
    "search_description",
    "issuer_as_written",
    "signer",
    "signer_titles",
    "recipients",
    "recall_reason",
)
#: Kinds of files that may show words which nobody, or only a guess at letters, has read.
SEEN: Final = frozenset({"pdf", "png", "jpg", "jpeg"})
FEWEST_SYLLABLES: Final = 2


def check(names: str) -> None:
    """Raise ValidationError for a name of one syllable: it would hide that syllable everywhere."""
    short = [line.strip() for line in names.splitlines() if 0 < len(_syllables(line)) < FEWEST_SYLLABLES]
    if short:
        raise ValidationError(
            {
                "protected_names": _(
                    "“%(name)s” is one syllable only; write the whole name, one name a line."
                )
                % {"name": short[0][:60]}
            }
        )


def _syllables(line: str) -> Run:
    return next(iter(runs_of(line.strip())), ())


def knows(document: DocumentPage, user: Any) -> bool:
    """Whether this reader works with the paper, and so reads the names it protects.

    The secretariat and leaders; the agency that issued it, those it was sent to, those named as its readers.
    """
    held = standing(user)
    if held.oversees:
        return True
    if not held.agencies:
        return False
    if (
        document.issuer_id in held.agencies
        or document.distributions.filter(agency__in=held.agencies).exists()
    ):
        return True
    restricted = document.circulation == Circulation.RESTRICTED
    return restricted and document.readers.filter(agency__in=held.agencies).exists()


def as_told(document: DocumentPage) -> DocumentPage:
    """The paper without the names it protects: a copy to be read, which refuses to be saved."""
    names = runs_of(document.protected_names)
    told = copy.copy(document)
    for field in TOLD:
        setattr(told, field, without(clean(getattr(document, field)), names))
    told.left_out = Rest.of(document.text, names)
    told.text = told.left_out.text
    told.protected_names = ""
    return told


def shown_to(document: DocumentPage, user: Any) -> DocumentPage:
    """The paper as this reader may read it."""
    whole = not document.protected_names or knows(document, user)
    return document if whole else as_told(document)


def follow(told: DocumentPage, clauses: Iterable[Clause], references: Iterable[Reference]) -> None:
    """Let clauses and citations stand where they do in the paper as it is told; they are not saved."""
    if told.left_out is None:
        return
    names, moved = told.left_out.wanted, told.left_out.moved
    for clause in clauses:
        clause.start, clause.end = moved(clause.start), moved(clause.end)
        clause.heading = without(clause.heading, names)
    for reference in references:
        reference.spans = [[moved(start), moved(end)] for start, end, *_rest in reference.spans]
        reference.as_written = without(reference.as_written, names)


def handed_out(line: DocumentFile, names: tuple[Run, ...]) -> bool:
    """Whether a file may go to those who do not read these names.

    Its words were read and hold none; where a picture may say more than was read, a clerk has said that it
    does not. A file whose own name is one of them never goes, for its address would tell.
    """
    stored = line.file
    if stored.read_at is None or holds(f"{line.label}\n{stored.title}\n{stored.filename}", names):
        return False
    words = "\n".join(page.text for page in stored.pages.all())
    if holds(words, names):
        return False
    return line.without_names or bool(words and stored.file_extension.lower() not in SEEN)


def is_kept_back(stored: StoredFile, user: Any) -> bool:
    """Whether a paper that holds the file protects a name from this reader which the file may tell."""
    lines = stored.document_files.exclude(page__protected_names="").select_related("page", "file")
    return any(
        not knows(line.page, user) and not handed_out(line, runs_of(line.page.protected_names))
        for line in lines.defer("page__text")
    )
