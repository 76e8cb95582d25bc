"""A long question on PostgreSQL looks at some rows only, and does not claim to have counted all."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.asking import Query
from search.engines import postgres
from search.finding import find
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def test_a_total_that_is_not_exact_says_so(client, monkeypatch):
    for number in range(5):
        DocumentFactory(number=number, subject="Quy chế tiếp nhận và hỗ trợ nạn nhân bị mua bán trở về")
    asked = "tiếp nhận hỗ trợ nạn nhân mua bán trở về ở tỉnh"
    whole = find(Query(asked), AnonymousUser())
    assert (whole.total, whole.more) == (5, False)
    monkeypatch.setattr(postgres, "CANDIDATES", 3)
    some = find(Query(asked), AnonymousUser())
    assert (some.total, some.more) == (3, True)
    assert "Hơn 3 kết quả" in client.get("/tra-cuu/", {"q": asked}).content.decode()
