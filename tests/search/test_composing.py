"""Words composed ahead, in another process, are the words that search would compose itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.contents import contents_of
from documents.effects import clauses_read
from search.composing import composed
from search.drafts import Head, paper
from search.text import LONGEST, MOST, marked, syllables, written
from tests.factories import DocumentFactory
from vietnamese.text import clean, fold, words

#: Vietnamese in both spellings, marks apart from their letters, and whatever else people paste.
TEXTS = st.text() | st.text(alphabet="aăâeêoôơuưyđAĐQq \u0301\u0300\u0323\u200b_.,-/0159hòaoàuýỳ")
TEXT = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Hỗ trợ nạn nhân tái hoà nhập cộng đồng.\na) Lê Thị Hoa được hỗ trợ."


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


def test_rows_with_words_composed_ahead_are_the_rows_composed_here(db):
    page = DocumentFactory(live=False, text=TEXT)
    read = contents_of(TEXT, page.code, clauses_read.function)
    head = Head.of(page, [])
    assert len(read.made) == len(read.pieces) > 2
    ahead, here = (paper(head, read.pieces, made) for made in (read.made, [None] * len(read.pieces)))
    assert [(row.text, row.words) for row in ahead] == [(row.text, row.words) for row in here]


def test_a_protected_name_is_in_no_row_however_early_the_words_were_composed(db):
    page = DocumentFactory(live=False, text=TEXT, protected_names="Lê Thị Hoa")
    read = contents_of(TEXT, page.code, clauses_read.function)
    assert "le_thi:1" in " ".join(words_of.terms for words_of in read.made)
    for row in paper(Head.of(page, []), read.pieces, read.made):
        assert "le_thi" not in row.words.terms
        assert "Lê Thị Hoa" not in row.text
