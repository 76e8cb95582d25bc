"""What the counts of terms say after writing is what a count of all rows would say."""

from __future__ import annotations

import pytest

from search import statistics
from search.models import Term
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    statistics.settle()
    return {term.term: term.n for term in Term.objects.all() if term.n}


def test_a_word_that_stands_often_in_a_row_counts_once_for_it():
    paper = DocumentFactory(text="I. MỤC ĐÍCH\n1. Phòng phòng phòng, chống; phòng chống.")
    written = counts()
    paper.text = "I. MỤC ĐÍCH\n1. Chống và chống."
    paper.save()
    rewritten = counts()
    statistics.count_anew()
    assert rewritten == counts()
    assert written["phong"] == 2, "the paper's own row and its clause"
