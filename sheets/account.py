"""What comes of the rows of a list, counted and told; kept as JSON, so that another worker can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sheets.reading import Row
    from sheets.resources import Result, SheetResource

#: So many rows and so many errors are shown; all are counted.
SHOWN: Final = 200
#: A row becomes a new thing, changes one, says what is there already, contradicts it, or cannot be read.
KINDS_OF_RESULT: Final = ("new", "changed", "same", "conflict", "wrong")


class Account:
    """The report of an import as it grows; `kept` is that of a worker that died at it."""

    def __init__(self, resource: SheetResource, total: int, kept: dict[str, Any] | None = None) -> None:
        self.resource = resource
        self.report: dict[str, Any] = {
            "total": total,
            **dict.fromkeys(KINDS_OF_RESULT, 0),
            "done": 0,
            "errors": [],
            "more_errors": 0,
            "rows": [],
            "refused": {},
            **(kept or {}),
        }

    @property
    def done(self) -> int:
        return int(self.report["done"])

    def add(self, result: Result) -> None:
        report, number = self.report, result.row.number
        report["done"] += 1
        report[result.what] += 1
        for where, why in result.problems:
            if len(report["errors"]) < SHOWN:
                report["errors"].append({"row": number, "column": where, "reason": why})
            else:
                report["more_errors"] += 1
        if result.problems:
            said = (": ".join(filter(None, problem)) for problem in result.problems)
            report["refused"][str(number)] = "; ".join(said)
        if len(report["rows"]) < SHOWN:
            report["rows"].append(
                {"row": number, "what": result.what, "words": _words(self.resource, result.row)}
            )


def _words(resource: SheetResource, row: Row) -> str:
    """The first cells that say something, enough to know the row again."""
    cells = [row.values.get(column.column_name) for column in resource.columns()]
    return " · ".join(str(cell)[:80] for cell in cells if cell not in (None, ""))[:160]
