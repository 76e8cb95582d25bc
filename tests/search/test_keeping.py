"""Saved searches, what is new in them, what was opened, and the secretariat's figures."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from agencies.groups import ensure_groups
from documents.statuses import Circulation
from jobs.actions import Progress
from search.daily import saved_searches
from search.models import Opening, Question, SavedSearch
from search.saved import look, tell
from tests.factories import DocumentFactory, UserFactory, attach

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return DocumentFactory(number=15, subject="Phòng, chống mua bán người")


@pytest.fixture
def officer():
    return UserFactory(email="lan@example.vn")


@pytest.fixture
def hers(client, officer):
    client.force_login(officer)
    return client


def save(client, question="q=mua+bán&nam=2012", **data):
    return client.post(f"/tra-cuu/luu/?{question}", {"name": "Mua bán người", **data})


def test_a_search_is_saved_from_its_results_and_listed(hers, plan, officer):
    shown = hers.get("/tra-cuu/", {"q": "mua bán"}).content.decode()
    assert "/tra-cuu/luu/?q=mua+b%C3%A1n" in shown
    assert save(hers)["Location"] == "/tra-cuu/da-luu/"
    assert "Mua bán người" in hers.get("/tra-cuu/da-luu/").content.decode()
    assert SavedSearch.objects.get().user == officer


def test_a_second_one_of_the_same_name_and_one_without_a_name_get_a_sentence(hers, plan):
    save(hers)
    again = save(hers)
    assert again.status_code == 422
    assert "Đã có tìm kiếm lưu dưới tên này." in again.content.decode()
    assert save(hers, name=" ").status_code == 422


def test_new_papers_are_counted_once_and_only_those_the_owner_may_open(hers, plan, officer):
    save(hers)
    saved = SavedSearch.objects.get()
    assert look(saved) == 0
    DocumentFactory(number=16, subject="Chống mua bán người, mới")
    DocumentFactory(number=17, subject="Trồng rừng")
    DocumentFactory(number=18, subject="Chống mua bán, mật", circulation=Circulation.RESTRICTED)
    assert look(saved) == 1
    assert look(saved) == 0
    draft = DocumentFactory(number=19, subject="Chống mua bán, dự thảo", live=False)
    assert look(saved) == 0
    draft.save_revision().publish()
    assert look(saved) == 1
    assert "Xem 2 văn bản mới" in hers.get("/tra-cuu/da-luu/").content.decode()
    answers = hers.post(f"/tra-cuu/da-luu/{saved.pk}/xem/", follow=True)
    assert answers.context["found"].total == 3
    assert "Không có gì mới" in hers.get("/tra-cuu/da-luu/").content.decode()


def test_a_paper_is_new_once_whatever_made_it_answer(hers, plan, officer):
    other = DocumentFactory(number=20, subject="Trồng rừng")
    save(hers)
    saved = SavedSearch.objects.get()
    plan.save()
    other.subject = "Mua bán gỗ"
    other.save()
    assert look(saved) == 0, "papers that were there before are no new ones"
    late = DocumentFactory(number=21, subject="Chống mua bán, gửi riêng", circulation=Circulation.RESTRICTED)
    file = DocumentFactory(number=22, subject="Gửi kèm biểu")
    assert look(saved) == 0
    late.circulation = Circulation.INTERNAL
    late.save()
    attach(file, "Số vụ mua bán người trong kỳ")
    assert look(saved) == 2
    for paper in (late, file):
        paper.save()
    assert (look(saved), look(saved)) == (0, 0)
    late.circulation = Circulation.RESTRICTED
    late.save()
    assert "Xem 1 văn bản mới" in hers.get("/tra-cuu/da-luu/").content.decode()


def test_each_new_batch_is_mailed_once_a_day_and_nothing_the_reader_lost(hers, plan, officer, settings, job):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    save(hers, by_mail="on")
    DocumentFactory(number=16, subject="Chống mua bán người, một")
    saved_searches(job)
    DocumentFactory(number=17, subject="Chống mua bán người, hai")
    lost = DocumentFactory(number=18, subject="Chống mua bán người, ba")
    assert saved_searches(job)["mails"] == 0
    lost.circulation = Circulation.RESTRICTED
    lost.save()
    tomorrow = timezone.now() + timedelta(days=1)
    assert tell(officer, tomorrow)
    assert not tell(officer, tomorrow + timedelta(days=1)), "nothing has come since"
    assert ["1 văn bản mới" in letter.body for letter in mail.outbox] == [True, True]
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 2


def test_a_mail_that_does_not_leave_is_made_up_for(hers, plan, officer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    save(hers, by_mail="on")
    DocumentFactory(number=16, subject="Chống mua bán người, một")
    look(SavedSearch.objects.get())
    assert not tell(officer)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tell(officer)


def test_the_days_work_tells_those_who_want_a_mail_in_one_letter(hers, plan, officer, settings, job):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    save(hers, by_mail="on")
    save(hers, name="Ma túy", question="q=ma+túy", by_mail="on")
    DocumentFactory(number=16, subject="Chống mua bán người, mới")
    assert saved_searches(job) == {"searches": 2, "mails": 1}
    assert saved_searches(job) == {"searches": 2, "mails": 0}
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([officer.email], "Tìm kiếm đã lưu: có văn bản mới")
    assert "Mua bán người: 1 văn bản mới" in letter.body
    assert "mới," not in letter.body.replace("Chống mua bán người, mới", "")
    assert "Chống mua bán người, mới" not in letter.body


@pytest.fixture
def job():
    class Silent(Progress):
        def __init__(self):
            pass

        def tell(self, done, total=None):
            pass

    return Silent()


def test_nobody_sees_or_deletes_the_search_of_another(hers, plan):
    save(hers)
    pk = SavedSearch.objects.get().pk
    other = Client()
    other.force_login(UserFactory())
    assert "Mua bán người" not in other.get("/tra-cuu/da-luu/").content.decode()
    for act in ("xem", "xoa", "sua"):
        assert other.post(f"/tra-cuu/da-luu/{pk}/{act}/").status_code == 404
    hers.post(f"/tra-cuu/da-luu/{pk}/xoa/")
    assert not SavedSearch.objects.exists()


def test_a_saved_search_gets_another_name_and_mails_or_none(hers, plan, officer):
    save(hers)
    save(hers, name="Ma túy")
    saved = SavedSearch.objects.get(name="Ma túy")
    address = f"/tra-cuu/da-luu/{saved.pk}/sua/"
    assert "Ma túy" in hers.get(address).content.decode()
    taken = hers.post(address, {"name": "Mua bán người"})
    assert taken.status_code == 422
    assert "Đã có tìm kiếm lưu dưới tên này." in taken.content.decode()
    assert hers.post(address, {"name": "Ma túy học đường", "by_mail": "on"}).status_code == 302
    saved.refresh_from_db()
    assert (saved.name, saved.by_mail) == ("Ma túy học đường", True)


def test_nobody_saves_without_end(hers, plan, monkeypatch):
    monkeypatch.setattr("search.actions.MOST", 1)
    save(hers)
    full = save(hers, name="Ma túy")
    assert full.status_code == 422
    assert "1 tìm kiếm" in full.content.decode()


def test_what_is_done_with_saved_searches_is_logged_without_their_names(hers, plan, officer):
    save(hers)
    pk = SavedSearch.objects.get().pk
    hers.post(f"/tra-cuu/da-luu/{pk}/sua/", {"name": "Mua bán"})
    hers.post(f"/tra-cuu/da-luu/{pk}/xem/")
    hers.post(f"/tra-cuu/da-luu/{pk}/xoa/")
    lines = ModelLogEntry.objects.for_instance(officer).order_by("pk")
    acts = ["save_search", "change_saved_search", "see_new_papers", "forget_search"]
    assert [line.action for line in lines] == [f"vanthu.{act}" for act in acts]
    assert {line.data["search"] for line in lines} == {pk}
    assert "Mua bán" not in str([(line.label, line.data) for line in lines])


def test_a_letter_ends_the_letters_without_signing_in(hers, plan, officer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    save(hers, by_mail="on")
    DocumentFactory(number=16, subject="Chống mua bán người, một")
    look(SavedSearch.objects.get())
    tell(officer)
    letter = mail.outbox[0]
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    path = urlsplit(address).path
    reader = Client(enforce_csrf_checks=True)
    assert "Thôi nhận thư" in reader.get(path).content.decode()
    assert SavedSearch.objects.get().by_mail, "programmes look at links of letters before their readers do"
    assert reader.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SavedSearch.objects.get().by_mail
    assert reader.post(f"{path[:-2]}x/").status_code == 404


def test_an_opened_result_is_noted_once_without_a_name(client, plan):
    shown = client.get("/tra-cuu/", {"q": "mua bán"})
    question = shown.context["logged"]
    assert f'data-question="{question}"' in shown.content.decode()
    said = {"question": question, "document": plan.pk, "place": 1}
    for _ in range(2):
        assert client.post("/tra-cuu/mo/", said).status_code == 204
    opening = Opening.objects.get()
    assert (opening.question_id, opening.document_id, opening.place) == (question, plan.pk, 1)
    assert not any("user" in field.name for field in Opening._meta.fields)


@pytest.mark.parametrize(
    "wrong", [{"question": "x"}, {"document": "0"}, {"place": "-1"}, {"question": "999999999"}]
)
def test_a_note_that_fits_nothing_is_left_out(client, plan, wrong):
    question = client.get("/tra-cuu/", {"q": "mua bán"}).context["logged"]
    said = {"question": question, "document": plan.pk, "place": 1, **wrong}
    assert client.post("/tra-cuu/mo/", said).status_code == 204
    assert not Opening.objects.exists()


def test_the_secretariat_sees_what_is_asked_and_what_finds_nothing(client, plan):
    for text, hits in (("ma túy", 0), ("Ma túy", 0), ("mua bán", 3)):
        Question.objects.create(text=text, hits=hits, milliseconds=10)
    Question.objects.create(text="mua bán", filters={"years": [2020]}, hits=0, milliseconds=10)
    Opening.objects.create(question=Question.objects.get(hits=3), document=plan, place=1)
    old = Question.objects.create(text="năm ngoái", hits=0, milliseconds=10)
    Question.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=200))
    ensure_groups()
    client.force_login(UserFactory(secretary=True))
    shown = client.get("/admin/reports/tra-cuu/")
    assert [(row["words"], row["asked"]) for row in shown.context["empty"]] == [("ma túy", 2)]
    assert {row["words"]: row["opened_some"] for row in shown.context["most"]}["mua bán"] == 1
    assert shown.context["figures"]["asked"] == 4
    assert plan.subject in shown.content.decode()
    assert len(client.get("/admin/reports/tra-cuu/", {"ngay": "365"}).context["empty"]) == 2


def test_the_results_come_as_an_excel_file_with_inert_cells_and_visible_rows_only(client, plan):
    DocumentFactory(number=16, subject='=HYPERLINK("x") mua bán', issued_on=plan.issued_on)
    DocumentFactory(number=17, subject="mua bán mật", circulation=Circulation.RESTRICTED)
    response = client.get("/tra-cuu/xuat/", {"q": "mua bán", "sap_xep": "so", "trang": "2"})
    rows = list(load_workbook(BytesIO(response.getvalue())).active.iter_rows())
    assert [row[0].value for row in rows[1:]] == ["15/KH-BCĐ", "16/KH-BCĐ"]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "d", "n"}
    assert rows[1][1].value.date() == plan.issued_on
