"""Names of victims, witnesses and informants are read by those who work with the paper, and nobody else."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from documents import file_pages
from documents.models import Distribution, DocumentFile
from documents.protecting import as_told
from documents.reading.files.extract import Extract
from documents.statuses import Circulation
from notices.actions import MakeFeedKey
from notices.matters import about_paper, about_part
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    EventFactory,
    TaskFactory,
    UserFactory,
    attach,
)
from vietnamese.text import fold

pytestmark = pytest.mark.django_db

NAME = "Lò Thị Mẩy"
TEXT = f"""I. TIẾP NHẬN {NAME.upper()}
1. Tiếp nhận chị {NAME} theo Kế hoạch số 61/KH-UBND ngày 02/11/2011 tại cửa khẩu.
2. Công an tỉnh bảo vệ Lò Thị
Mẩy và gia đình.
"""


@pytest.fixture
def plan():
    return DocumentFactory(
        number=15,
        subject=f"Tiếp nhận nạn nhân {NAME}",
        text=TEXT,
        signer=NAME,
        recipients=f"- Gia đình {NAME};\n- Lưu: VT.",
        search_description=f"Về {NAME}",
        protected_names=f"Trần Văn A\n{NAME}",
        issuer=AgencyFactory(name="Ban Chỉ đạo"),
    )


def browser(person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def tells(response):
    return "lo thi may" in fold(response.content.decode()).replace("\n", " ").replace("-", " ")


def agency_with(plan, **links):
    agency = AgencyFactory()
    if links.get("sent"):
        Distribution.objects.create(document=plan, agency=agency, sent_by=UserFactory(secretary=True))
    return UserFactory(focal_person=agency)


def test_everybody_else_reads_a_sign_in_place_of_the_name(plan):
    other = DocumentFactory(
        number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2), subject="Kế hoạch bảo vệ nạn nhân"
    )
    for reader in (None, UserFactory(), agency_with(plan)):
        response = browser(reader).get(plan.url)
        page = response.content.decode()
        assert not tells(response)
        assert ">Tiếp nhận nạn nhân […]</h1>" in page
        assert "1. Tiếp nhận chị […] theo" in page
        assert "bảo vệ […] và gia đình." in page
        assert "I. TIẾP NHẬN […]" in page
        assert f'<a href="{other.url}" title="Kế hoạch bảo vệ nạn nhân">' in page
        assert "[…] thay cho" in page


def test_those_who_work_with_the_paper_read_it_whole(plan):
    insiders = [UserFactory(secretary=True), UserFactory(leader=True), agency_with(plan, sent=True)]
    insiders.append(UserFactory(focal_person=plan.issuer))
    for person in insiders:
        page = browser(person).get(plan.url).content.decode()
        assert f">Tiếp nhận nạn nhân {NAME}</h1>" in page
        assert f"Tiếp nhận chị {NAME} theo" in page
        assert "tên cần bảo vệ" in page


def test_an_agency_named_as_reader_of_a_restricted_paper_reads_it_whole(plan):
    agency = AgencyFactory()
    plan.readers.create(agency=agency)
    person = UserFactory(focal_person=agency)
    assert not tells(browser(person).get(plan.url))
    plan.circulation = Circulation.RESTRICTED
    plan.save()
    assert tells(browser(person).get(plan.url))


def test_neither_the_address_nor_a_list_a_feed_or_an_answer_says_the_name(plan):
    assert "lo-thi-may" not in plan.url
    later = DocumentFactory(
        number=16, subject="Thay thế", text="Thay thế Kế hoạch số 15/KH-BCĐ ngày 05/3/2012."
    )
    for address in (
        "/",
        plan.get_parent().url,
        later.url,
        "/van-ban-moi.rss",
        "/sitemap-van-ban.xml",
        f"/tra-cuu/tuong-tu/{plan.pk}/",
        "/tra-cuu/?q=tiep+nhan",
        "/tra-cuu/goi-y/?q=tiep+nhan",
        "/api/v1/search?q=15/KH-BC%C4%90",
        "/dan-chieu/?text=15/KH-BC%C4%90",
    ):
        response = browser().get(address)
        assert response.status_code == 200, address
        assert not tells(response), address


def test_the_address_of_a_paper_leaves_the_name_when_it_is_protected(client):
    paper = DocumentFactory(number=17, subject=f"Tiếp nhận {NAME}")
    assert "lo-thi-may" in paper.url
    paper.protected_names = NAME
    paper.save()
    assert "lo-thi-may" not in paper.url
    assert NAME not in paper.title
    assert client.get(paper.url).status_code == 200


def test_a_page_kept_for_visitors_forgets_the_name_with_the_change(client):
    paper = DocumentFactory(number=17, text=f"1. Bảo vệ {NAME}.")
    assert tells(client.get(paper.url))
    assert tells(client.get(paper.url))
    paper.protected_names = NAME
    paper.save()
    assert not tells(client.get(paper.url))


def test_a_file_that_may_tell_the_name_is_kept_back(plan):
    said = attach(plan, f"Bản gốc về {NAME}", name="ban-goc.docx")
    scan = attach(plan, "Chỉ có ảnh", name="ban-quet.pdf")
    own_name = attach(plan, "Biên bản", name="lo-thi-may.docx")
    clean = attach(plan, "Biểu số liệu", name="bieu.docx")
    unread = attach(plan, name="chua-doc.docx")
    for reader in (None, UserFactory()):
        page = browser(reader).get(plan.url).content.decode()
        for stored in (said, scan, own_name, unread):
            assert browser(reader).get(stored.url).status_code == 404, stored
            assert stored.url not in page
        assert browser(reader).get(f"/tep/{scan.pk}/trang-dau.webp").status_code == 404
        assert browser(reader).get(clean.url).status_code == 200
        assert "4 tệp không được cung cấp" in page
    insider = browser(agency_with(plan, sent=True))
    assert [insider.get(one.url).status_code for one in (said, scan, own_name)] == [200, 200, 200]


def test_a_clerk_hands_out_a_picture_without_names_but_no_file_whose_words_hold_one(plan):
    redacted, said = attach(plan, "Đã bôi tên", name="a.pdf"), attach(plan, f"Bản gốc {NAME}", name="b.pdf")
    DocumentFile.objects.filter(page=plan).update(without_names=True)
    assert browser().get(redacted.url).status_code == 200
    assert browser().get(said.url).status_code == 404
    file_pages.keep(redacted, Extract("", pages=(NAME,)))
    assert browser().get(redacted.url).status_code == 404


def test_a_file_of_two_papers_is_kept_back_by_the_one_that_protects(plan):
    stored = attach(plan, f"Bản gốc {NAME}", name="b.docx")
    other = DocumentFactory(number=18)
    DocumentFile.objects.create(page=other, file=stored)
    assert browser().get(stored.url).status_code == 404


def test_letters_and_feeds_about_its_tasks_do_not_say_the_name(plan):
    task = TaskFactory(document=plan, title=f"Đưa {NAME} về nhà", quote=f"Công an đưa {NAME} về nhà.")
    part = AssignmentFactory(task=task, soon=True)
    officer = UserFactory(focal_person=part.agency)
    event = EventFactory(assignment=part)
    assert about_part(event, officer).title == "Đưa […] về nhà"
    assert about_paper(plan, timezone.now()).title == "Tiếp nhận nạn nhân […]"
    secret = MakeFeedKey(officer, officer).execute()
    assert not tells(browser().get(f"/lich/{secret}.ics"))
    assert tells(browser(officer).get(f"/viec/{part.pk}/"))
    assert "lo thi may" not in fold(cells(browser(officer).get("/viec/xuat/")))


def cells(response):
    sheet = load_workbook(
        BytesIO(b"".join(response.streaming_content) if response.streaming else response.content)
    )
    return "\n".join(str(cell.value) for row in sheet.active.iter_rows() for cell in row)


def test_a_name_of_one_syllable_would_hide_that_syllable_everywhere(plan):
    plan.protected_names = f"{NAME}\nAn"
    with pytest.raises(ValidationError) as refused:
        plan.full_clean()
    assert "“An”" in str(refused.value)


def test_the_paper_as_it_is_told_is_never_saved(plan):
    with pytest.raises(ValueError, match="without names"):
        as_told(plan).save()
    plan.refresh_from_db()
    assert NAME in plan.text
