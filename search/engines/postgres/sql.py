"""The pieces of the statement that do not depend on the question."""

from __future__ import annotations

from typing import Final

from search.engines import Sort

#: The planner takes reading every row for cheap: it does not know that their terms lie compressed elsewhere.
#: Nor is a question worth compiling.
SETTINGS: Final = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; "
#: What is searched of a row, as writing.indexed has it.
INDEXED: Final = "CASE kind WHEN 'document' THEN title || E'\\n' || text ELSE text END"
#: The rows of papers themselves, named by kind so that their own smaller index is used.
TITLES: Final = "kind = 'document'"

#: Filters of a plan by the column they narrow. That of the status is worked out from the row's life.
COLUMNS: Final = {"type": "types", "issuer": "issuers", "year": "years"}
#: Columns that hold several values, with their type.
LISTS: Final = {"fields": "varchar", "leads": "bigint", "coordinates": "bigint"}
#: The status of a row on the day before the one given: the last step that begins before it. The steps stand
#: in order, and mostly all of them begin before it.
FORCE: Final = """
CASE WHEN life[cardinality(life)] COLLATE "C" < %(day_after)s THEN substr(life[cardinality(life)], 11)
     ELSE (SELECT substr(max(step COLLATE "C"), 11) FROM unnest(life) AS step
           WHERE step COLLATE "C" < %(day_after)s) END
"""
CARRIED: Final = "id, document_id, type, issuer, year, issued_on, serial, life, fields, leads, coordinates"
GROUPS: Final = f"""
groups AS MATERIALIZED (
    SELECT *, {FORCE} AS force
    FROM (
        SELECT document_id, max(type) AS type, max(issuer) AS issuer, max(year) AS year,
               max(issued_on) AS issued_on, max(serial) AS serial, max(life) AS life
        FROM matched GROUP BY document_id
    ) AS whole
)"""
#: For each facet its values and in how many papers they stand.
FACETS: Final = {
    **{
        facet: f"SELECT {facet}, count(*) FROM groups WHERE {facet} IS NOT NULL GROUP BY 1"
        for facet in ("type", "issuer", "year", "force")
    },
    **{
        facet: (
            f"SELECT one, count(DISTINCT document_id) FROM matched, unnest({column}) AS one"
            f" WHERE cardinality({column}) > 0 GROUP BY 1"
        )
        for facet, column in (("field", "fields"), ("lead", "leads"), ("coordinate", "coordinates"))
    },
}

#: Taking a whole row apart costs more than all else: of its terms only those asked for are.
RANKED = """
{name} AS MATERIALIZED (
    SELECT r.id, r.document_id, r.kind, {exact} AS exact,
           sum(CASE WHEN asked.aside AND r.kind <> 'document' THEN 0 ELSE asked.idf END
               * times * {k1} / (times + {k} * (1 - {b} + {b} * r.length / %(average)s))) AS score
    FROM {candidates}
    JOIN search_row r USING (id)
    CROSS JOIN LATERAL (
        SELECT lexeme, positions[1]::float8 AS times
        FROM unnest(ts_filter(setweight(r.terms, 'A', %(terms)s::text[]), '{{a}}'))
    ) AS there
    JOIN unnest(%(terms)s::text[], %(idfs)s::float8[], %(typed)s::bool[], %(aside)s::bool[])
         AS asked(term, idf, typed, aside)
      ON asked.term = there.lexeme
    GROUP BY r.id
    {having}
)"""

BY_RELEVANCE = """
SELECT groups.document_id
FROM groups
LEFT JOIN (
    SELECT document_id, bool_or(exact) AS exact,
           max(score) + %(title_weight)s * coalesce(max(score) FILTER (WHERE kind = 'document'), 0) AS score
    FROM scored GROUP BY document_id
) AS ranked USING (document_id)
ORDER BY ranked.exact DESC NULLS LAST, coalesce(groups.force = ANY(%(over)s), false),
         ranked.score DESC NULLS LAST, groups.issued_on DESC NULLS LAST, groups.document_id DESC
OFFSET %(offset)s LIMIT %(limit)s"""

#: Orders that know no words; the column that follows makes them whole. Also the order in which rows are
#: taken when there are more than are counted.
ORDERS: Final = {
    Sort.NEWEST: "issued_on DESC NULLS LAST, document_id DESC",
    Sort.OLDEST: "issued_on ASC NULLS LAST, document_id ASC",
    Sort.NUMBER: "serial ASC NULLS LAST, issued_on DESC NULLS LAST, document_id DESC",
}

#: The same orders where an index has them, and the column without which a paper comes after all others.
WALKS: Final = {
    Sort.NEWEST: (ORDERS[Sort.NEWEST], "issued_on"),
    Sort.OLDEST: ("issued_on ASC NULLS FIRST, document_id ASC", "issued_on"),
    Sort.NUMBER: (ORDERS[Sort.NUMBER], "serial"),
}
WALK: Final = """
SELECT papers.document_id
FROM (
    SELECT document_id, issued_on, serial FROM search_row WHERE {asked} ORDER BY {order} LIMIT {longest}
) AS papers
CROSS JOIN LATERAL ({answers}) AS answers
ORDER BY {order} OFFSET %(offset)s LIMIT %(limit)s"""

HITS = """
SELECT row_to_json(shown) FROM (
    SELECT place, r.document_id, r.kind, r.object_id, r.anchor, r.title, r.text
    FROM (
        SELECT held.id, row_number() OVER (
            PARTITION BY held.document_id
            ORDER BY told.exact DESC NULLS LAST, told.score DESC NULLS LAST, held.id
        ) AS place
        FROM held LEFT JOIN told USING (id)
    ) AS placed
    JOIN search_row r USING (id)
    WHERE place <= %(hits)s
) AS shown"""

#: Rows of the crowd of one kind, looked at one by one: the planner would rather read whole lists of places.
OF_CROWD: Final = """
SELECT crowd.id
FROM crowd CROSS JOIN LATERAL (
    SELECT FROM search_row WHERE search_row.id = crowd.id AND {condition} OFFSET 0
) AS fits
LIMIT {most}"""
#: The rows of a long question, and those of a short one with what stands foremost in the register.
SCORED_ROWS: Final = f"SELECT {CARRIED} FROM search_row WHERE id IN (SELECT id FROM scored)"
CROWD_AND_FOREMOST: Final = f"""
SELECT {CARRIED} FROM crowd
UNION ALL
SELECT {CARRIED} FROM search_row WHERE id IN (SELECT id FROM foremost EXCEPT SELECT id FROM crowd)"""
#: The rows that answer of the papers of the page.
OF_PAGE: Final = "SELECT id, document_id FROM matched WHERE document_id IN (SELECT document_id FROM page)"
