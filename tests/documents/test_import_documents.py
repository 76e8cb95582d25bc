"""An existing register comes in: one command, a result for each row, everything searchable afterwards."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from wagtail.models import Page, PageLogEntry

from documents.models import DocumentPage, Reference
from documents.statuses import Circulation
from search.models import Row
from tests.factories import AgencyFactory, DocumentFactory, section_page

pytestmark = pytest.mark.django_db

SIGNER = "Vương Văn Việt"
HEADINGS = ["type", "number", "symbol", "issuer", "issued_on", "subject", "signer", "body"]
TEXT = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Thực hiện Kế hoạch số 61/KH-UBND ngày 05/03/2012.\n2. Hỗ trợ nạn nhân."


@pytest.fixture(autouse=True)
def section():
    return section_page("van-ban-phap-luat", "Văn bản pháp luật")


@pytest.fixture
def papers():
    AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    return [
        [
            "Kế hoạch",
            "15",
            "KH-BCĐ",
            "Ban Chỉ đạo 138 tỉnh",
            "06/03/2012",
            "Mua bán người",
            SIGNER,
            TEXT,
        ],
        ["KH", "61/KH-UBND", "", "UBND tỉnh nào đó", "2012-03-05", "Kế hoạch tỉnh", "", ""],
    ]


def written(tmp_path, rows, kind="jsonl"):
    path = tmp_path / f"so.{kind}"
    if kind == "jsonl":
        path.write_text("\n".join(json.dumps(dict(zip(HEADINGS, row, strict=True))) for row in rows))
    elif kind == "csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
    else:
        book = Workbook()
        for row in (HEADINGS, *rows):
            book.active.append(row)
        book.save(path)
    return path


def bring_in(path, **options):
    told = io.StringIO()
    call_command("import_documents", str(path), stdout=told, stderr=io.StringIO(), **options)
    return [json.loads(line) for line in told.getvalue().splitlines()]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_papers_come_in_published_cut_into_clauses_linked_logged_and_searchable(tmp_path, papers, kind):
    looked, imported = bring_in(written(tmp_path, papers, kind))
    assert (looked["new"], imported["new"]) == (2, 2)
    plan, cited = DocumentPage.objects.get(number=15), DocumentPage.objects.get(number=61)
    assert (plan.live, plan.code, plan.issued_on, plan.signer) == (
        True,
        "15/KH-BCĐ",
        date(2012, 3, 6),
        SIGNER,
    )
    assert (cited.type.name, cited.issuer, cited.issuer_as_written) == ("Kế hoạch", None, "UBND tỉnh nào đó")
    assert plan.clauses.filter(text__contains="Hỗ trợ nạn nhân").exists()
    assert Reference.objects.get(document=plan).target == cited
    assert PageLogEntry.objects.filter(action="vanthu.import_document").count() == 2
    assert Row.objects.filter(kind="document", document=plan).exists()
    assert Row.objects.filter(kind="clause", document=plan, audience__contains=["public"]).exists()


def test_a_second_time_nothing_changes(tmp_path, papers):
    path = written(tmp_path, papers)
    bring_in(path)
    before = Page.objects.count(), PageLogEntry.objects.count(), Row.objects.count()
    assert bring_in(path)[-1]["same"] == 2
    assert (Page.objects.count(), PageLogEntry.objects.count(), Row.objects.count()) == before


def test_looking_writes_nothing(tmp_path, papers):
    assert bring_in(written(tmp_path, papers), dry_run=True)[0]["new"] == 2
    assert not DocumentPage.objects.exists()


def test_one_bad_row_keeps_all_out_unless_bad_rows_are_left_out(tmp_path, papers):
    rows = [*papers, ["Kế hoạch", "xx", "KH-X", "", "31/02/2012", "Sai", "", ""], list(papers[0])]
    path = written(tmp_path, rows)
    told = io.StringIO()
    with pytest.raises(CommandError, match="2 dòng lỗi"):
        call_command("import_documents", str(path), stdout=io.StringIO(), stderr=told)
    assert "Dòng 3: Ngày ban hành" in told.getvalue()
    assert "Dòng 4: Văn bản này đã có ở dòng 1." in told.getvalue()
    assert not DocumentPage.objects.exists()
    assert bring_in(path, skip_errors=True)[-1]["new"] == 2


def test_a_row_that_contradicts_the_register_is_a_conflict(tmp_path, papers):
    bring_in(written(tmp_path, papers))
    papers[0][4] = "07/03/2012"
    told = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_documents", str(written(tmp_path, papers)), stdout=io.StringIO(), stderr=told)
    assert "06/03/2012" in told.getvalue()


def test_the_same_symbol_of_another_agency_is_another_paper(tmp_path, papers):
    AgencyFactory(name="Ban Chỉ đạo 138 huyện")
    rows = [*papers, ["Kế hoạch", "15", "KH-BCĐ", "Ban Chỉ đạo 138 huyện", "06/03/2012", "Khác", "", ""]]
    assert bring_in(written(tmp_path, rows))[-1]["new"] == 3
    assert len(set(DocumentPage.objects.values_list("slug", flat=True))) == 3


def test_a_changed_row_keeps_the_history_of_the_paper(tmp_path, papers):
    bring_in(written(tmp_path, papers))
    papers[0][5] = "Mua bán người năm 2012"
    assert bring_in(written(tmp_path, papers))[-1]["changed"] == 1
    plan = DocumentPage.objects.get(number=15)
    assert plan.subject == "Mua bán người năm 2012"
    assert [revision.as_object().subject for revision in plan.revisions.order_by("pk")] == [
        "Mua bán người",
        "Mua bán người năm 2012",
    ]


def test_a_reference_that_waited_finds_its_imported_target(tmp_path, papers):
    waiting = DocumentFactory(text=TEXT)
    assert Reference.objects.get(document=waiting).target is None
    bring_in(written(tmp_path, papers))
    assert Reference.objects.get(document=waiting).target == DocumentPage.objects.get(number=61)


def test_pages_of_an_import_are_sound_pages_of_the_tree(tmp_path, papers, section):
    DocumentFactory(section=section, number=901)  # their running number may be the plan's
    bring_in(written(tmp_path, papers))
    assert not any(Page.find_problems())
    section.refresh_from_db()
    assert section.numchild == 3
    later = DocumentFactory(section=section, number=902)
    assert later.get_parent().pk == section.pk
    plan = DocumentPage.objects.get(number=15)
    plan.save_revision().publish()
    plan.move(section_page(), pos="last-child")
    assert not any(Page.find_problems())


def test_the_cost_of_a_paper_does_not_grow_with_the_list(tmp_path, papers):
    def queries(count):
        rows = [
            ["KH", str(n), f"KH-X{count}", "", "05/03/2012", f"Bản {n}", "", TEXT] for n in range(1, count)
        ]
        with CaptureQueriesContext(connection) as captured:
            bring_in(written(tmp_path, rows))
        return len(captured)

    assert queries(80) <= queries(20) + 6


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04 hong"),
        ("a.jsonl", b'{"type": 1}\n[1]'),
        ("a.bin", b"\x7fELF\0\0"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError):
        bring_in(path)
    with pytest.raises(CommandError, match="Không có tệp"):
        bring_in(tmp_path / "khong-co.csv")


def test_an_imported_paper_is_public_unless_the_list_says_otherwise(tmp_path, papers):
    bring_in(written(tmp_path, papers))
    assert set(DocumentPage.objects.values_list("circulation", flat=True)) == {Circulation.PUBLIC}


def test_many_texts_are_read_beside_the_writing_and_say_the_same(tmp_path, papers):
    """Enough rows for the texts to be read in another process; the clauses are those of a single import."""
    body = 'KẾ HOẠCH\nI. "MỤC ĐÍCH"\n1. Thực hiện Kế hoạch số 61/KH-UBND.\n2. Hỗ trợ\tnạn nhân \\N.'
    kind, _number, *rest = papers[0]
    many = [[kind, str(number), *rest[:-1], body] for number in range(1, 131)]
    call_command("import_documents", written(tmp_path, many), stdout=io.StringIO())
    first, last = (DocumentPage.objects.get(number=number) for number in (1, 130))
    told = ("anchor", "path", "heading", "text", "start", "end")
    assert list(first.clauses.values(*told)) == list(last.clauses.values(*told))
    assert last.clauses.get(text__contains="nạn nhân").text == "Hỗ trợ\tnạn nhân \\N."
    assert Row.objects.filter(document_id=last.pk).count() == last.clauses.count() + 1
    assert Reference.objects.filter(key="61/kh-ubnd").count() == 130
    by_hand = DocumentFactory(text=body)
    assert list(by_hand.clauses.values(*told)) == list(last.clauses.values(*told))
