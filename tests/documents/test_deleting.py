"""A paper is not deleted while others hang on it, and the reason names them."""

import pytest

from documents.deleting import why_kept
from documents.models import DossierLine
from tests.factories import DocumentFactory, DossierFactory, TaskFactory, section_page

pytestmark = pytest.mark.django_db


def test_what_would_break_is_named():
    cited = DocumentFactory(number=61, symbol="KH-UBND")
    assert why_kept(cited) is None
    citing = DocumentFactory(
        number=15, text="KẾ HOẠCH\nThực hiện Kế hoạch số 61/KH-UBND ngày 05/3/2012\n1. Việc phải làm."
    )
    TaskFactory.create_batch(2, document=cited)
    told = why_kept(cited) or ""
    assert "2 nhiệm vụ" in told
    assert citing.short_citation in told


def test_a_section_goes_with_papers_that_cite_each_other():
    DocumentFactory(number=61, symbol="KH-UBND")
    DocumentFactory(number=15, text="KẾ HOẠCH\nThực hiện Kế hoạch số 61/KH-UBND\n1. Việc phải làm.")
    assert why_kept(section_page()) is None


def test_a_paper_in_a_dossier_stays_and_what_hangs_on_it_is_named_too(clerk):
    kept = DocumentFactory(number=61, symbol="KH-UBND")
    DossierLine.objects.create(dossier=DossierFactory(), number=1, document=kept, added_by=clerk)
    told = why_kept(kept) or ""
    assert "hồ sơ" in told
    assert "hỏng" not in told
    TaskFactory(document=kept)
    assert "Xóa sẽ làm hỏng: 1 nhiệm vụ." in (why_kept(kept) or "")
