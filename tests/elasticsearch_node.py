"""The Elasticsearch that tests use: the server named by ELASTICSEARCH_URL, or one started for them.

Tests that use the fixture belong to one worker:

    pytestmark = [pytest.mark.elasticsearch, pytest.mark.xdist_group("elasticsearch")]
"""

import os
from collections.abc import Iterator

import pytest

from search.elasticsearch_node import NoElasticsearch, node


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a running server. Its absence is a failure, not a skip."""
    if url := os.environ.get("ELASTICSEARCH_URL", "").strip():
        yield url
        return
    try:
        with node() as url:
            yield url
    except NoElasticsearch as trouble:
        pytest.fail(str(trouble), pytrace=False)
