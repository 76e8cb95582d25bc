"""Where an agency writes its papers: the place of the date line."""

from __future__ import annotations

from django.db.models import Case, Q, Value, When

from agencies.models import Agency
from documents.models import DocumentPage


def place_of(agency: Agency) -> str:
    """As its latest paper that names one has it; a committee without any writes where its host does."""
    own_first = Case(When(issuer=agency.pk, then=Value(0)), default=Value(1))
    papers = DocumentPage.objects.filter(Q(issuer=agency.pk) | Q(issuer=agency.host_id, issuer__isnull=False))
    found = papers.exclude(place="").order_by(own_first, "-issued_on", "-pk")
    return found.values_list("place", flat=True).first() or ""
