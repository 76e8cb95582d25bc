"""Is the paper here already: by number, symbol, day and issuer, or by the very bytes of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Arrival, DocumentPage, Reading
from vietnamese.dates import short
from vietnamese.numbers import key_of


@dataclass(frozen=True)
class Double:
    """Why somebody should look, and where. `same` is true when it can only be the same paper."""

    words: str
    address: str
    same: bool


def doubles_of(reading: Reading, fields: dict[str, Any]) -> list[Double]:
    """Three queries: papers in the register, lines of the arrival register, readings nobody has finished."""
    found = [_of_paper(paper, fields) for paper in _papers(reading, fields)]
    found += [_of_arrival(arrival) for arrival in _arrivals(reading, fields)]
    others = Reading.objects.unfinished().exclude(pk=reading.pk)
    for other in others.filter(sha256=reading.sha256)[:3]:
        words = _("The same file is being looked at: %(name)s") % {"name": other.name}
        found.append(Double(words, reverse("documents_reading", args=[other.pk]), same=True))
    return found


def _papers(reading: Reading, fields: dict[str, Any]) -> list[DocumentPage]:
    same = Q(files__file__sha256=reading.sha256)
    if key := key_of(fields.get("code") or ""):
        day = fields.get("issued_on")
        numbered = Q(key=key)
        if day:
            numbered &= Q(issued_on=day) | Q(issued_on=None)
        same |= numbered
    papers = DocumentPage.objects.filter(same).exclude(readings=reading)
    return list(papers.distinct().listed()[:5])


def _arrivals(reading: Reading, fields: dict[str, Any]) -> list[Arrival]:
    """Lines without a page; the others are met as papers."""
    same = Q(sha256=reading.sha256)
    if (key := key_of(fields.get("code") or "")) and fields.get("issued_on"):
        same |= Q(key=key, dated=fields["issued_on"])
    lines = Arrival.objects.filter(same, entry__document=None, entry__voided_at=None)
    return list(lines.select_related("entry", "type")[:3])


def _of_arrival(arrival: Arrival) -> Double:
    words = _("%(paper)s, arrival number %(number)s of %(day)s") % {
        "paper": arrival.shown,
        "number": arrival.entry.printed,
        "day": short(arrival.entry.on),
    }
    return Double(words, reverse("documents_arrival", args=[arrival.pk]), same=False)


def _of_paper(paper: DocumentPage, fields: dict[str, Any]) -> Double:
    day = short(paper.issued_on) if paper.issued_on else _("no date")
    issuer = fields.get("issuer")
    numbered = bool(paper.key) and paper.key == key_of(fields.get("code") or "")
    other = numbered and issuer is not None and paper.issuer_id not in (None, issuer.pk)
    words = _("%(code)s of %(day)s, %(issuer)s") % {
        "code": paper.code or paper.subject,
        "day": day,
        "issuer": paper.issuer_name or "–",
    }
    return Double(words, reverse("wagtailadmin_pages:edit", args=[paper.pk]), same=not other)
