"""How the lists and choosers of the admin look through titles: without accents, like everything else."""

from django.db.models import Q
from modelsearch.backends.database.fallback import DatabaseSearchQueryCompiler

from vietnamese.text import clean, pattern


class TitleQueryCompiler(DatabaseSearchQueryCompiler):  # type: ignore[misc]
    def build_single_term_filter(self, term: str) -> Q:
        spelt = pattern(clean(term))
        found = Q()
        for name in self.fields_names:
            found |= Q(**{f"{name}__regex": spelt})
        return found
