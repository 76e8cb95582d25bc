"""The search of the admin's own lists and choosers: titles without accents, papers as our search has them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from modelsearch.backends.database.fallback import DatabaseSearchBackend
from modelsearch.query import PlainText
from wagtail.models import Page

from agencies.permissions import INTERNAL, LEADER, PUBLIC, STAFF_KEY
from search.lists import papers_for
from search.titles import TitleQueryCompiler

#: Only staff pass the door of the admin; the pages to be searched are those Wagtail lets the person see.
ADMIN_KEYS = frozenset({PUBLIC, INTERNAL, LEADER, STAFF_KEY})


class PageQueryCompiler(TitleQueryCompiler):
    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """Words of the title, or a paper that answers."""
        narrowed = super().build_database_filter(query, boost)
        if isinstance(query, PlainText) and issubclass(self.queryset.model, Page):
            return narrowed | Q(pk__in=papers_for(query.query_string, ADMIN_KEYS))
        return narrowed


class SearchBackend(DatabaseSearchBackend):  # type: ignore[misc]
    """Named in WAGTAILSEARCH_BACKENDS; it keeps no index, so a save costs nothing."""

    query_compiler_class = PageQueryCompiler
    autocomplete_query_compiler_class = PageQueryCompiler
