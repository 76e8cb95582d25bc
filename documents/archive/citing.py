"""Which papers past their retention others still lean on: a warning, for the person who decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.force import statuses
from documents.models import Reference
from documents.querysets import NAMED
from documents.statuses import OVER, Force


def cited_by_papers_in_force(papers: Sequence[Any]) -> dict[int, int]:
    """How many papers that apply today cite each of these; a fixed number of queries."""
    rows = (
        Reference.objects.filter(target__in=[paper.pk for paper in papers], document__live=True)
        .select_related("document__type", "document__issuer")
        .only("target", "document", *(f"document__{name}" for name in NAMED))
    )
    citing = {(row.target_id, row.document_id): row.document for row in rows}
    told = statuses({paper.pk: paper for paper in citing.values()}.values())
    counted: dict[int, int] = {}
    for (target, document), _paper in citing.items():
        if target is not None and told[document].force not in OVER | {Force.UNKNOWN}:
            counted[target] = counted.get(target, 0) + 1
    return counted
