"""Rows are compared with the papers that are held, and written in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import User
from documents.actions.imports import ImportPapers
from documents.imports.ahead import Begun, Read, TextsAhead, one_ahead, result
from documents.imports.memory import seldom_swept
from documents.imports.rows import Line, RowReader
from documents.models import DocumentPage, SectionPage
from sheets.reading import Row
from vietnamese.dates import short

#: So many rows are compared and written together; an interrupted import goes on after the last such batch.
BATCH = 500

Place = tuple[Any, ...]


class PaperImport:
    """One import of one person into one section.

    A paper is known by number, symbol, day and issuer; by type, day and subject when it has no number. A
    symbol alone identifies nobody, so another issuer's paper of the same number is another paper. `trusted`
    is for whoever works at the machine itself: there the system imports, which has no seat anywhere.
    """

    def __init__(
        self,
        user: User,
        reader: RowReader,
        section: SectionPage | None,
        *,
        publish: bool = False,
        name: str = "",
        together: UUID | None = None,
        trusted: bool = False,
    ) -> None:
        self.user = user
        self.reader = reader
        self.section = section
        self.publish = publish
        self.name = name
        self.together = together
        self.trusted = trusted
        self._seen: dict[Place, int] = {}

    def look(self, rows: Iterable[Row]) -> Iterator[Line]:
        """What would happen to each row; nothing is written."""
        for lines in self._read(rows):
            self._compare_all(lines)
            yield from lines

    def write(
        self, rows: Iterable[Row], *, after: int = 0, written: Callable[[list[Line]], None] | None = None
    ) -> Iterator[Line]:
        """The same, and what can be written is: each batch in a transaction of its own.

        The first `after` rows were written by an earlier call; `written` is told of each batch in its
        transaction.
        """
        with seldom_swept(), TextsAhead() as ahead:
            batches = ((lines, self._begun(lines, ahead)) for lines in self._behind(after, self._read(rows)))
            for lines, begun in one_ahead(batches):
                read = result(_good(lines), begun)
                self._compare_all(lines)
                with transaction.atomic():
                    self._write(lines, read)
                    if written is not None:
                        written(lines)
                yield from lines

    def _begun(self, lines: list[Line], ahead: TextsAhead) -> Begun:
        return ahead.begin(_good(lines) if self.publish else [])

    @staticmethod
    def _behind(after: int, batches: Iterable[list[Line]]) -> Iterator[list[Line]]:
        """What is left; the rows before it are read all the same, to know twins of theirs in the list."""
        for lines in batches:
            left = lines[max(after, 0) :]
            after -= len(lines)
            if left:
                yield left

    # --- comparing -----------------------------------------------------------------------------------------
    def _read(self, rows: Iterable[Row]) -> Iterator[list[Line]]:
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            lines = [self.reader.read(row) for row in batch]
            for line in lines:
                if not line.problems:
                    line.paper = _paper(line.values)
                    self._twin_in_list(line)
            yield lines

    def _compare_all(self, lines: list[Line]) -> None:
        held = _held(_good(lines))
        for line in lines:
            if not line.problems:
                self._compare(line, held)

    def _twin_in_list(self, line: Line) -> None:
        assert line.paper is not None
        place = (*_place(line.paper), line.paper.issuer_id, line.paper.issuer_as_written)
        if place in self._seen:
            line.refuse(_("The same paper stands in row %(row)d.") % {"row": self._seen[place]})
        else:
            self._seen[place] = line.row.number

    def _compare(self, line: Line, held: dict[Place, list[DocumentPage]]) -> None:
        paper = line.paper
        assert paper is not None
        same = [one for one in held.get(_place(paper), []) if _same_issuer(one, paper)]
        if len(same) > 1:
            line.refuse(_("Several papers of the register fit this row."), what="conflict")
        elif same:
            self._change(line, same[0])
        elif paper.key and (other := _of_another_day(paper, held)):
            told = _("%(code)s of this agency is in the register with another day: %(day)s.")
            day = short(other.issued_on) if other.issued_on else "–"
            line.refuse(told % {"code": paper.code, "day": day}, what="conflict")
        else:
            line.what = "new"

    def _change(self, line: Line, held: DocumentPage) -> None:
        """As its latest draft has it, so that a second import of drafts changes nothing."""
        kept = held.get_latest_revision_as_object() if held.latest_revision_id else held
        changed = [name for name, value in line.values.items() if not _says(kept, name, value)]
        line.paper = kept
        if not changed:
            line.what = "same"
        elif "circulation" in changed and held.first_published_at is not None:
            line.refuse(
                _("Who reads a published paper is changed on the page “Circulation”."), what="conflict"
            )
        elif hasattr(held, "entry") and held.entry.symbol:
            told = _("The register gave this paper its number (%(number)s); change it on its own page.")
            line.refuse(told % {"number": held.entry.printed}, what="conflict")
        else:
            line.what = "changed"

    # --- writing -------------------------------------------------------------------------------------------
    def _write(self, lines: list[Line], read: Read) -> None:
        new = [(line.row.number, line.paper) for line in lines if line.what == "new" and line.paper]
        if new and self.section is not None:
            ImportPapers(
                self.section,
                self.user,
                rows=new,
                publish=self.publish,
                name=self.name,
                together=self.together,
                read=read,
            ).execute(skip_permission_checks=self.trusted)
        for line in lines:
            if line.what == "changed" and line.paper is not None:
                self._rewrite(line.paper, line.values)

    def _rewrite(self, paper: DocumentPage, values: dict[str, Any]) -> None:
        """What the paper said before stays in its history."""
        if not paper.latest_revision_id:
            paper.save_revision(user=paper.owner)
        for name, value in values.items():
            setattr(paper, name, value)
        revision = paper.save_revision(user=self.user, log_action=True)
        if self.publish:
            revision.publish(user=self.user, skip_permission_checks=self.trusted)


def _good(lines: list[Line]) -> list[DocumentPage]:
    """The papers of the rows that could be read."""
    return [line.paper for line in lines if line.paper and not line.problems]


def _paper(values: dict[str, Any]) -> DocumentPage:
    paper = DocumentPage(**values)
    paper.slug = paper.wanted_address()
    paper.name_itself()
    return paper


def _place(paper: DocumentPage) -> Place:
    if paper.key:
        return (paper.key, paper.issued_on)
    return ("", paper.issued_on, paper.type_id, paper.subject)


def _held(papers: list[DocumentPage]) -> dict[Place, list[DocumentPage]]:
    """What the register holds under these keys and subjects, by place; and by key alone for other days.

    Numbers come again every year, so only those of the years in question are asked for.
    """
    keys = {paper.key for paper in papers if paper.key}
    years = {paper.year for paper in papers if paper.key}
    subjects = {paper.subject for paper in papers if not paper.key}
    found: dict[Place, list[DocumentPage]] = {}
    numbered = Q(key__in=keys) if None in years else Q(key__in=keys) & (Q(year__in=years) | Q(year=None))
    rows = DocumentPage.objects.filter(numbered | Q(key="", subject__in=subjects))
    for paper in rows.select_related("type", "issuer", "entry"):
        found.setdefault(_place(paper), []).append(paper)
        found.setdefault((paper.key,), []).append(paper)
    return found


def _of_another_day(paper: DocumentPage, held: dict[Place, list[DocumentPage]]) -> DocumentPage | None:
    """The paper of the same number, issuer and year: numbers are given once a year."""
    for other in held.get((paper.key,), []):
        same_issuer = bool(paper.issuer_id) and other.issuer_id == paper.issuer_id
        if same_issuer and _year(paper.issued_on) == _year(other.issued_on):
            return other
    return None


def _year(day: date | None) -> int | None:
    return day.year if day else None


def _same_issuer(held: DocumentPage, paper: DocumentPage) -> bool:
    if held.issuer_id and paper.issuer_id:
        return held.issuer_id == paper.issuer_id
    if held.issuer_as_written and paper.issuer_as_written:
        return held.issuer_as_written == paper.issuer_as_written
    return True


def _says(kept: DocumentPage, name: str, value: Any) -> bool:
    if name in ("issuer", "type"):
        return bool(getattr(kept, f"{name}_id") == (value.pk if value else None))
    if name == "printed":
        return not value or bool(kept.printed == value)
    return bool(getattr(kept, name) == value)
