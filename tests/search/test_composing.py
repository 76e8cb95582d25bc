"""Words composed ahead, in another process, are the words that search would compose itself."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from documents.contents import contents_of, ready
from documents.effects import Added, clauses_read
from documents.force import lives
from search import statistics, writing
from search.composing import composed
from search.drafts import Head, paper
from search.models import Row, Term, TermChange
from search.projection import documents_added
from search.text import LONGEST, MOST, marked, syllables, written
from tests.factories import DocumentFactory
from vietnamese.text import clean, fold, words

#: Vietnamese in both spellings, marks apart from their letters, and whatever else people paste.
TEXTS = st.text() | st.text(alphabet="aăâeêoôơuưyđAĐQq \u0301\u0300\u0323\u200b_.,-/0159hòaoàuýỳ")
TEXT = (
    "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Hỗ trợ nạn nhân\ttái hoà nhập \\n cộng đồng.\nHai dòng.\n"
    "a) Lê Thị Hoa được hỗ trợ."
)


@given(TEXTS)
def test_syllables_looked_up_are_those_of_the_folded_text(text):
    assert syllables(text) == [token[:LONGEST] for token in words(fold(clean(text)))[:MOST]]


@given(TEXTS.filter(lambda text: "İ" not in text))
def test_a_marked_syllable_is_one_that_folding_changes(text):
    assert marked(text) == {token for token in written(text) if not token.isascii() and token != fold(token)}


def test_a_term_says_how_often_it_stands_there():
    words_of = composed("Tái hoà nhập, tái hòa nhập")
    assert words_of.length == 6
    assert {"tai:2", "hoa:2", "tai_hoa:2", "nhap_tai:1"} <= set(words_of.terms.split())
    assert set(words_of.exact.split()) == {"tái", "hòa", "nhập"}


def rows_written(page, write):
    """All rows of a paper and the counts of terms, as they stand after writing them."""
    Row.objects.all().delete()
    TermChange.objects.all().delete()
    Term.objects.all().delete()
    write(page)
    statistics.settle()
    unlike = {"id", "version"}
    found: list[dict[str, Any]] = list(Row.objects.order_by("anchor").values())
    rows = [{name: held for name, held in row.items() if name not in unlike} for row in found]
    return rows, dict(Term.objects.values_list("term", "n"))


def add(page):
    documents_added(Added([page], {page.pk: ready(page.text, page.code, clauses_read.function)}))


def compose_here(page):
    head = Head.of(page, lives([page])[page.pk])
    writing.add(paper(head, contents_of(page.text, page.code).pieces))


def test_rows_composed_ahead_are_the_rows_composed_here(db):
    page = DocumentFactory(live=True, text=TEXT)
    rows, counts = rows_written(page, add)
    assert len(rows) > 3
    assert counts[Term.ROWS] == len(rows)
    assert (rows, counts) == rows_written(page, compose_here)


def test_a_protected_name_is_in_no_row_however_early_the_words_were_composed(db):
    page = DocumentFactory(live=True, text=TEXT, protected_names="Lê Thị Hoa")
    assert "le_thi:1" in ready(TEXT, page.code, clauses_read.function).made.lines
    rows, counts = rows_written(page, add)
    assert len(rows) > 3
    assert "le_thi" not in counts
    assert not any("le_thi" in row["terms"] or "Lê Thị Hoa" in row["text"] for row in rows)
