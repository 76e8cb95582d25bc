"""Facets as choices: what the engine counted, under the names people know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.statuses import Force
from search.asking import Query
from search.engines import Value
from search.names import Names

#: What each parameter of an address narrows: the engine's facet, and the attribute of the question.
FACETS = {
    "loai": "type",
    "co_quan": "issuer",
    "nam": "year",
    "hieu_luc": "force",
    "linh_vuc": "field",
    "chu_tri": "lead",
    "phoi_hop": "coordinate",
}
CHOICES = {
    "loai": "types",
    "co_quan": "agencies",
    "nam": "years",
    "hieu_luc": "forces",
    "linh_vuc": "fields",
    "chu_tri": "leads",
    "phoi_hop": "coordinates",
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    value: Value
    name: str
    count: int
    chosen: bool


def choices(
    counted: Mapping[str, Mapping[Value, int]], query: Query, known: Names
) -> dict[str, tuple[Choice, ...]]:
    """The values with their counts: what is chosen first, even when nothing is left of it, then most first.

    The names are those of the parameters in an address.
    """
    chosen = {name: getattr(query, attribute) for name, attribute in CHOICES.items()}
    values = {
        name: {**dict.fromkeys(chosen[name], 0), **counted.get(facet, {})} for name, facet in FACETS.items()
    }
    names: dict[str, Mapping[Any, str]] = {
        "loai": known.types,
        "co_quan": known.agencies,
        "nam": {year: str(year) for year in values["nam"]},
        "hieu_luc": {force.value: str(force.label) for force in Force},
        "linh_vuc": {field: str(field) for field in values["linh_vuc"]},
        "chu_tri": known.agencies,
        "phoi_hop": known.agencies,
    }
    found = {}
    for name, counts in values.items():
        offered = [
            Choice(value, names[name][value], n, value in chosen[name])
            for value, n in counts.items()
            if value in names[name]
        ]
        found[name] = tuple(sorted(offered, key=_latest if name == "nam" else _most))
    return found


def _most(choice: Choice) -> tuple[bool, int, str]:
    return not choice.chosen, -choice.count, choice.name


def _latest(choice: Choice) -> tuple[bool, int, str]:
    return not choice.chosen, -int(choice.value), choice.name
