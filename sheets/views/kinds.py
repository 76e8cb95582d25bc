"""The kind of list an address names."""

from __future__ import annotations

from django.http import Http404

from sheets.resources import KINDS, SheetResource


def kind_of(kind: str) -> type[SheetResource]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]
