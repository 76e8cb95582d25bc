"""Papers like a paper, or nearest to a question that nothing answers."""

from __future__ import annotations

import math
from typing import Any

from django.db import connection

from agencies.permissions import reader_keys
from documents.models import DocumentPage
from search.asking import Query, read
from search.engines import Plan, engine
from search.finding import Answer, planned, show
from search.models import Term

#: Pairs of syllables that tell what a paper is about, and the share of them that a similar one holds.
TELLING = 24
SHARE = 0.2
#: Clauses of the paper that are looked at: a code of a thousand articles is about what its first ones say.
LOOKED_AT = 40
MOST = 10
NEAREST = 3

_TELLING = """
WITH own AS (
    SELECT terms FROM search_row
    WHERE document_id = %(document)s AND kind = 'clause' ORDER BY id LIMIT %(rows)s
), held AS (
    SELECT lexeme, sum(positions[1]) AS times FROM own, unnest(terms) WHERE strpos(lexeme, '_') > 0 GROUP BY 1
)
SELECT lexeme FROM held JOIN search_term ON term = lexeme WHERE n > 1
ORDER BY times * ln(greatest((SELECT n FROM search_term WHERE term = %(all)s), 2)::float8 / n) DESC, lexeme
LIMIT %(most)s"""


def similar(paper: DocumentPage, user: Any, most: int = MOST) -> tuple[Answer, ...]:
    """The papers this reader may open that share what this one is about; none for a paper without a text.

    Type and issuer stand in the row of the paper itself and are no subject, so only its clauses are asked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TELLING, {"document": paper.pk, "rows": LOOKED_AT, "all": Term.ROWS, "most": TELLING})
        telling = tuple(row[0] for row in cursor.fetchall())
    if not telling:
        return ()
    asked = Plan(
        keys=reader_keys(user),
        typed=telling,
        terms=telling,
        most=max(1, math.ceil(len(telling) * SHARE)),
        without=(paper.pk,),
        limit=most,
        hits_per_group=1,
        with_facets=False,
    )
    return show(engine().find(asked).groups, user, Query())


def nearest(query: Query, user: Any) -> tuple[Answer, ...]:
    """A few papers that hold some of the question's words, when none holds enough of them."""
    words = read(query.text)
    if len(words.typed) < 2:
        return ()
    asked = planned(Query(text=query.text, at=query.at), user)
    loose = Plan(
        keys=asked.keys,
        typed=words.typed,
        terms=words.terms,
        most=2,
        limit=NEAREST,
        hits_per_group=1,
        with_facets=False,
    )
    return show(engine().find(loose).groups, user, query, words.runs)
