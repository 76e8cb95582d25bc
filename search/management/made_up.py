"""Papers made up for measuring: the words of the demonstration's plan in a new order, made-up names between.

Common words are as common as in real plans, and pairs of real words are real. The same seed makes the same
papers.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, Site

from agencies.permissions import PUBLIC
from documents.models import DocumentPage, DocumentType
from search.models import Row
from search.writing import Draft

#: Clauses of a paper.
CLAUSES: Final = 11
_INITIALS: Final = tuple("bcdđghklmnpqrstvx")
_RIMES: Final = ("a", "ác", "ăng", "âu", "e", "iến", "o", "ông", "ơn", "uân", "ư", "y")
_NAMES: Final = 20_000
_FIRST_DAY: Final = date(2005, 1, 1)
#: Keys of made-up papers begin far above real ones.
_FIRST_KEY: Final = 1_000_000_000


class Writer:
    """Text that follows the plan's word pairs."""

    def __init__(self, seed: int = 138) -> None:
        self.luck = random.Random(seed)  # noqa: S311  words, not secrets
        plan = Path(settings.BASE_DIR) / "home" / "demonstration" / "plan.txt"
        # A question of a lone dash is answered with a sentence, not with papers.
        self.plan = [word for word in plan.read_text("utf-8").split() if any(map(str.isalnum, word))]
        self.next: dict[str, list[str]] = defaultdict(list)
        for word, after in pairwise(self.plan):
            self.next[word].append(after)
        self.names = [f"{self._syllable()} {self._syllable()}" for _ in range(_NAMES)]
        self.types = list(DocumentType.objects.values_list("pk", flat=True))

    def words(self, size: int) -> str:
        word = self.luck.choice(self.plan)
        found = [word]
        while len(found) < size:
            word = self.luck.choice(self.next[word] or self.plan)
            found.append(word)
        return " ".join(found)

    def drafts(self, number: int) -> Iterator[Draft]:
        """The rows of a paper."""
        issued = _FIRST_DAY + timedelta(days=self.luck.randrange(8_000))
        common: dict[str, Any] = {
            "object_id": _FIRST_KEY + number,
            "document_id": _FIRST_KEY + number,
            "audience": frozenset({PUBLIC}),
            "type": self.luck.choice(self.types),
            "issuer": self.luck.randrange(1, 180),
            "year": issued.year,
            "issued_on": issued,
            "serial": number % 5_000 + 1,
            "life": (f"{issued.isoformat()}in_force",),
        }
        key = f"{common['serial']}/kh-ubnd"
        names: dict[str, Any] = {"number_key": key, "number": str(common["serial"]), "symbol": "khubnd"}
        subject = self._text(12)
        text = f"Kế hoạch {common['serial']}/KH-UBND · Ủy ban nhân dân tỉnh"
        yield Draft(kind=Row.Kind.DOCUMENT, anchor="", title=subject, text=text, **names, **common)
        for place in range(CLAUSES):
            text = self._text(self.luck.randrange(15, 70))
            yield Draft(
                kind=Row.Kind.CLAUSE, anchor=f"muc-{place}", title=f"Mục {place}", text=text, **common
            )

    def _text(self, size: int) -> str:
        return f"{self.words(size)} {self.luck.choice(self.names)} {self.words(size // 2)}"

    def _syllable(self) -> str:
        return f"{self.luck.choice(_INITIALS)}{self.luck.choice(_RIMES)}".capitalize()


def pages(number: int) -> None:
    """So many pages of papers, alike but for their keys, to show in answers; only in a scratch schema."""
    root = _home()
    kind = DocumentType.objects.first()
    first = DocumentPage(
        id=_FIRST_KEY, page_ptr_id=_FIRST_KEY, title="Kế hoạch", draft_title="Kế hoạch", slug="van-ban-do",
        path=f"{root.path}ZZZZ", depth=root.depth + 1, url_path=f"{root.url_path}van-ban-do/", live=True,
        content_type=ContentType.objects.get_for_model(DocumentPage), locale_id=root.locale_id,
        type=kind, number=1, symbol="KH-UBND", subject="Kế hoạch phòng, chống tội phạm", issued_on=_FIRST_DAY,
        effective_on=_FIRST_DAY, year=_FIRST_DAY.year,
    )  # fmt: skip
    Page(**{field.attname: getattr(first, field.attname) for field in Page._meta.concrete_fields}).save_base(
        raw=True, force_insert=True
    )
    first.save_base(raw=True, force_insert=True)
    places = {
        "id": "t.id + n",
        "path": "t.path || lpad(n::text, 8, '0')",
        "translation_key": "gen_random_uuid()",
    }
    _multiply("wagtailcore_page", "id", places, number)
    _multiply("documents_documentpage", "page_ptr_id", {"page_ptr_id": "t.page_ptr_id + n"}, number)


def _home() -> Page:
    """The front page, copied into the schema so that papers have an address."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO wagtailcore_page SELECT * FROM public.wagtailcore_page")
    return Site.objects.get(is_default_site=True).root_page


def _multiply(table: str, key: str, changed: dict[str, str], number: int) -> None:
    """The made-up row of this table, so many times more."""
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}"  # noqa: S608  our own columns
            f" FROM {table} t, generate_series(1, %s) AS n WHERE t.{key} = %s",
            [number, _FIRST_KEY],
        )
