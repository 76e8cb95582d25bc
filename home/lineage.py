"""The work of agencies that ended, counted for those that took it over, as on the scorecards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, Succession
from home.overview import COLUMNS, Chosen, Table, table
from tasks.querysets import AssignmentQuerySet


def by_line(rows: Sequence[Mapping[str, Any]], at: date) -> list[dict[str, Any]]:
    """Rows of `figures_by("agency_id", "agency__name")`, one for each agency that answers for work today.

    An agency that ended and has successors has no row of its own; its work stands in theirs, and their names
    say so. Of an agency that was split the work stands in the row of each, so totals are made of `rows`.
    """
    before: dict[int, set[int]] = defaultdict(set)
    for predecessor, successor in Succession.objects.values_list("predecessor_id", "successor_id"):
        before[successor].add(predecessor)
    held = {row["agency_id"]: row for row in rows}
    lines = {pk: _line_of(pk, before) for pk in held.keys() | before.keys()}
    followed = set().union(*before.values())
    names = dict(Agency.objects.filter(pk__in=lines).values_list("pk", "name"))
    ended = set(
        Agency.objects.filter(pk__in=followed)
        .exclude(pk__in=Agency.objects.existing(at))
        .values_list("pk", flat=True)
    )
    found = []
    for pk, line in lines.items():
        counted = [held[one] for one in line if one in held]
        if pk in ended or not counted:
            continue
        inherited = sorted(row["agency__name"] for row in counted if row["agency_id"] != pk)
        row: dict[str, Any] = {column.key: sum(one[column.key] for one in counted) for column in COLUMNS}
        found.append({**row, "agency_id": pk, "agency__name": _with(names[pk], inherited)})
    return found


def table_of_agencies(held: AssignmentQuerySet, chosen: Chosen, at: date, everything: bool = False) -> Table:
    """The leader's table by agency: the same for the page and the API."""
    counted = list(held.figures_by("agency_id", "agency__name"))
    return table(
        by_line(counted, at),
        chosen,
        "agency",
        lambda row: (row["agency_id"], row["agency__name"]),
        everything,
        of=counted,
    )


def _line_of(pk: int, before: Mapping[int, set[int]]) -> set[int]:
    """The agency and all those it succeeded, directly or through others."""
    found, waiting = {pk}, [pk]
    while waiting:
        for one in before.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _with(name: str, inherited: list[str]) -> str:
    if not inherited:
        return name
    return _("%(name)s (inherits from %(names)s)") % {"name": name, "names": "; ".join(inherited)}
