"""Suggestions while typing: numbers, titles, agencies, of what the reader may open."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.models import DocumentReader
from documents.statuses import Circulation
from search.suggesting import suggestions
from tests.factories import AgencyFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def plan():
    return DocumentFactory(number=15, symbol="KH-BCĐ", subject="Phòng, chống tội phạm mua bán người năm 2012")


def words(text, user=ANYBODY):
    return [one.words for one in suggestions(text, user)]


@pytest.mark.parametrize(
    "typed",
    ["phòng, ch", "phong chong toi ph", "PHÒNG", "mua bán ng", "mua ban nguoi", "15", "15/K", "15 kh bc",
     "số 15/KH", "KH 15"],
)  # fmt: skip
def test_a_paper_is_suggested_by_its_number_or_words_of_its_title(plan, typed):
    assert words(typed) == [plan.subject]
    assert suggestions(typed, ANYBODY)[0].address == plan.url


def test_an_agency_is_suggested_once_it_has_issued_something_the_reader_may_open(plan):
    AgencyFactory(name="Ban Dân tộc")
    hidden = AgencyFactory(name="Ban Nội chính")
    DocumentFactory(issuer=hidden, circulation=Circulation.RESTRICTED, subject="Mật")
    assert words("ban ") == [plan.issuer.name]
    assert suggestions("ban chi", ANYBODY)[0].address.startswith("/tra-cuu/?")
    assert sorted(words("ban ", UserFactory(leader=True))) == sorted([hidden.name, plan.issuer.name])


def test_nobody_is_suggested_what_they_may_not_read(plan):
    lead = AgencyFactory()
    secret = DocumentFactory(subject="Phòng án mật", number=157, circulation=Circulation.RESTRICTED)
    DocumentReader.objects.create(page=secret, agency=lead)
    secret.save()
    for person in (ANYBODY, UserFactory(), UserFactory(focal_person=AgencyFactory())):
        for typed in ("phòng án", "án mật", "157"):
            assert secret.subject not in words(typed, person)
    person = UserFactory(focal_person=lead)
    assert words("phòng án", person) == [secret.subject]
    secret.readers.all().delete()
    secret.save()
    assert words("phòng án", person) == []


@pytest.mark.parametrize("typed", ["", " ", "p", "%", "__", "\\", "'", "x\0y", "ă" * 500])
def test_nothing_to_suggest_is_an_empty_list(client, plan, typed):
    assert client.get("/tra-cuu/goi-y/", {"q": typed}).json() == {"suggestions": []}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="ab15/%_\\'\":*&|! đăKH-", max_size=20))
def test_whatever_is_typed_breaks_nothing(text):
    assert len(suggestions(text, ANYBODY)) <= 8
