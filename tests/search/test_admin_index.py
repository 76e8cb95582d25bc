"""Administrators see how search is doing and have the index built anew."""

import pytest
from django.urls import reverse

from jobs.models import Job
from jobs.statuses import State
from search.models import Index
from search.rebuilding import alone
from search.works import REBUILD
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/tra-cuu/chi-muc/"


@pytest.fixture
def administrator(client):
    person = UserFactory(administrator=True, is_superuser=True)
    client.force_login(person)
    return person


def test_without_elasticsearch_there_is_nothing_to_build(client, administrator):
    assert client.get(PAGE).status_code == 200
    client.post(PAGE)
    assert not Job.objects.exists()


def test_a_server_that_is_away_fails_the_job_with_a_sentence(client, administrator, settings):
    settings.SEARCH_ENGINE = "either"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    assert "Elasticsearch" in client.get(PAGE).content.decode()
    response = client.post(PAGE)
    job = Job.objects.get()
    assert response["Location"].endswith(f"/{job.pk}/")
    assert job.state == State.FAILED
    assert "Chỉ mục cũ" in job.error


def test_while_an_index_is_being_built_nobody_is_offered_to_build_another(client, administrator, settings):
    settings.SEARCH_ENGINE = "either"
    Index.objects.create(name="new")
    job = Job.objects.create(
        kind=REBUILD, title="Dựng", user=administrator, state=State.RUNNING, done=5, total=9
    )
    with alone():
        shown = client.get(PAGE).content.decode()
    assert "đang dựng chỉ mục mới" in shown
    assert "5 trên 9" in shown
    assert "<button" not in shown.split("vt-body")[1].split("</main>")[0]
    Job.objects.filter(pk=job.pk).update(state=State.DONE, result={"indexed": 9})
    assert client.get(reverse("jobs_job", args=[job.pk])).status_code == 200
    assert client.get(PAGE).status_code == 200


def test_a_build_whose_builder_was_killed_is_not_said_to_go_on(client, administrator, settings):
    settings.SEARCH_ENGINE = "either"
    Index.objects.create(name="half")
    told = client.get("/suc-khoe/").json()["search"]
    assert (told["building"], told["broken_off"]) == (False, True)
    shown = client.get(PAGE).content.decode()
    assert "đang dựng chỉ mục mới" not in shown
    assert "bị ngắt giữa chừng" in shown
    assert "<button" in shown.split("vt-body")[1].split("</main>")[0]


def test_the_secretariat_may_not(client):
    client.force_login(UserFactory(secretary=True))
    assert client.get(PAGE).status_code in (302, 403)
