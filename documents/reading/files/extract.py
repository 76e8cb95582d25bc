"""What a file holds for the reader: its text and its tables."""

from dataclasses import dataclass
from typing import Any

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Extract:
    """Text with one paragraph a line and a form feed between pages; tables with merged cells filled in.

    `pages` are those of a file that has pages of its own (PDF, picture), notes where they stand. `remarks`
    are sentences about what could not be read in it, for the person who looks at the rest.
    """

    text: str
    tables: tuple[Table, ...] = ()
    pages: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "tables": self.tables, "pages": self.pages, "remarks": self.remarks}

    @staticmethod
    def of_json(entry: dict[str, Any]) -> "Extract":
        tables = tuple(tuple(tuple(row) for row in table) for table in entry["tables"])
        return Extract(entry["text"], tables, tuple(entry["pages"]), tuple(entry["remarks"]))
