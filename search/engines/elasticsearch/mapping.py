"""What the index holds: terms cut in Python, so that both engines know the same ones.

Nothing beyond the server's core is used: a text is syllables, or pairs of neighbours, with a blank between.
Single syllables and pairs are fields of their own: in one field they would count as synonyms of each other
and share one rarity, which costs ten points of R@1. The source is not kept: what is shown comes from the
projection, and the index can always be built from it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Final, Literal

from elasticsearch.dsl import (
    ComposableIndexTemplate,
    Date,
    DateRange,
    Document,
    Index,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Text,
)

from documents.statuses import Force
from search.engines import K1, B
from search.engines.elasticsearch.server import FORM, alias
from search.models import Row
from search.text import pairs, syllables, written
from search.writing import indexed

#: Letters of a day in a step of a life: 2012-03-05.
DAY: Final = 10
#: Deleted rows are remembered so long, lest a message that took its time brings them back.
REMEMBER_DELETED: Final = "1h"
#: Of our template among those of others whose patterns match too.
PRIORITY: Final = 200

#: Rows with the head of their paper, whose words add a little to each of its clauses.
ROWS: Final = """
SELECT r.kind, r.object_id, r.anchor, r.document_id, r.title, r.text, r.type, r.issuer, r.year,
       r.issued_on, r.serial, r.fields, r.leads, r.coordinates, r.life, r.audience, r.version,
       head.title, head.text, r.id
FROM search_row r
LEFT JOIN search_row head
  ON r.kind <> 'task' AND head.kind = 'document' AND head.object_id = r.object_id AND head.anchor = ''
"""

_FACETS: Final = ("type", "issuer", "year", "issued_on", "serial", "field", "leads", "coordinates")


def _words(keep: Literal["freqs", "positions"] = "freqs") -> Any:
    return Text(analyzer="whitespace", index_options=keep)


class Indexed(Document):
    """One row of the projection; `field` holds all its fields of the plan."""

    thing = Keyword()
    kind = Keyword()
    document = Long()
    type = Long()
    issuer = Long()
    year = Integer()
    issued_on = Date()
    serial = Long()
    field = Keyword()
    leads = Long()
    coordinates = Long()
    #: For each status the days on which the paper has it; what applies on a day is a question, not a fact.
    force = Object(dynamic="strict", properties={force.value: DateRange() for force in Force})
    audience = Keyword()
    folded = _words("positions")  # for quotations
    folded_pairs = _words()
    exact = _words("positions")
    exact_pairs = _words()
    title = _words()
    title_pairs = _words()

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(enabled=False)


def template(shards: int, replicas: int) -> ComposableIndexTemplate:
    """How every index of ours is made, whoever creates it."""
    made = Index(alias()).settings(
        number_of_shards=shards,
        number_of_replicas=replicas,
        gc_deletes=REMEMBER_DELETED,
        similarity={"default": {"type": "BM25", "k1": K1, "b": B}},
    )
    made.document(Indexed)
    above_older_forms = PRIORITY + FORM
    return ComposableIndexTemplate(alias(), f"{alias()}-*", index=made, priority=above_older_forms)


def properties() -> dict[str, Any]:
    """The fields of a row, as the server describes them."""
    described: dict[str, Any] = Indexed._doc_type.mapping.to_dict()["properties"]
    return described


def key_of(kind: str, object_id: int, anchor: str) -> str:
    """The name of a row in the index; the outbox's trigger builds the same."""
    return f"{kind}:{object_id}:{anchor}"


def parts_of(key: str) -> tuple[str, int, str]:
    kind, object_id, anchor = key.split(":", 2)
    return kind, int(object_id), anchor


def thing_of(kind: str, object_id: int) -> str:
    """What changes as a whole: a paper with its clauses and pages, or a task."""
    return f"{Row.Kind.TASK if kind == Row.Kind.TASK else Row.Kind.DOCUMENT}:{object_id}"


def action(row: tuple[Any, ...], index: str) -> dict[str, Any]:
    """A row of ROWS as one line of a bulk. The row's own version decides: an older message is refused."""
    kind, object_id, anchor, document, title, text, *facets, life, audience, version, subject, names, _ = row
    words = indexed(kind, title, text)
    return {
        "_op_type": "index",
        "_index": index,
        "_id": key_of(kind, object_id, anchor),
        "version": version,
        "version_type": "external_gte",
        "thing": thing_of(kind, object_id),
        "kind": kind,
        "document": document,
        **dict(zip(_FACETS, facets, strict=True)),
        "force": periods(life),
        "audience": audience,
        **_fields("folded", syllables(words)),
        **_fields("exact", written(words)),
        **(_head(subject, names) if subject is not None else _fields("title", [])),
    }


@lru_cache(maxsize=4)
def _head(subject: str, names: str) -> dict[str, str]:
    """The same for all rows of a paper, which follow each other."""
    return _fields("title", syllables(indexed(Row.Kind.DOCUMENT, subject, names)))


def periods(life: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """The days of each status: ["2012-03-05running", "2015-01-01expired"] → running from one to the other."""
    found: dict[str, list[dict[str, str]]] = {}
    steps = sorted(life)
    for step, after in zip_longest(steps, steps[1:], fillvalue=""):
        day, status = step[:DAY], step[DAY:]
        if after[:DAY] != day:
            until = {"lt": after[:DAY]} if after else {}
            found.setdefault(status, []).append({"gte": day, **until})
    return found


def removal(key: str, version: int, index: str) -> dict[str, Any]:
    return {
        "_op_type": "delete",
        "_index": index,
        "_id": key,
        "version": version,
        "version_type": "external_gte",
    }


def _fields(name: str, found: Sequence[str]) -> dict[str, str]:
    return {name: " ".join(found), f"{name}_pairs": " ".join(pairs(found))}
