"""A status reaches every row of a paper: the first at once, the others of a long paper in the background."""

from datetime import date

import pytest

from documents.models import DocumentRelation, DocumentType
from documents.statuses import Relation
from jobs.models import Job
from search import lives
from search.models import Row
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
CLAUSES = "\n".join(f"Điều {number}. Việc thứ {number}\nNội dung." for number in range(1, 8))


def replaced(**old):
    law = DocumentType.objects.get(name="Luật")
    paper = DocumentFactory(type=law, number=66, symbol="QH12", issued_on=date(2011, 3, 29), **old)
    newer = DocumentFactory(type=law, number=53, symbol="QH15", issued_on=date(2024, 11, 28))
    DocumentRelation.objects.create(page=newer, kind=Relation.REPLACES, target=paper)
    newer.save()
    return Row.objects.filter(document=paper)


def test_a_long_law_that_is_replaced_has_its_new_status_everywhere(monkeypatch):
    monkeypatch.setattr(lives, "AT_ONCE", 3)
    rows = replaced(text=CLAUSES)
    assert rows.count() == 8
    assert all(row.life[-1].endswith("ended") for row in rows)
    job = Job.objects.get(kind=lives.WRITE)
    assert job.result == {"rows": rows.count() - lives.AT_ONCE}


def test_a_short_one_needs_no_work_in_the_background():
    rows = replaced(text=CLAUSES)
    assert all(row.life[-1].endswith("ended") for row in rows)
    assert not Job.objects.filter(kind=lives.WRITE).exists()


def test_the_paper_itself_comes_first(monkeypatch):
    monkeypatch.setattr(lives, "AT_ONCE", 1)
    monkeypatch.setattr(lives, "start", lambda *work, **arguments: None)
    rows = replaced(text=CLAUSES)
    assert [row.kind for row in rows if row.life[-1].endswith("ended")] == [Row.Kind.DOCUMENT]
