"""The names and abbreviations under which people ask for a type of paper."""

from __future__ import annotations

from documents.models import DocumentType
from vietnamese.text import fold


def asked_types() -> dict[str, tuple[int, ...]]:
    """Types by folded name and abbreviation, such as {"kh": (10,), "ct": (3, 42), …}; one query."""
    found: dict[str, tuple[int, ...]] = {}
    for pk, name, abbreviation in DocumentType.objects.values_list("pk", "name", "abbreviation"):
        for words in filter(None, (fold(name), fold(abbreviation))):
            found[words] = (*found.get(words, ()), pk)
    return found
