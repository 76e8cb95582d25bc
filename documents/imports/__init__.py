"""Papers from lists: a row becomes a paper, is compared with those held, is written with others."""

from documents.imports.papers import PaperImport
from documents.imports.rows import Line, RowReader

__all__ = ["Line", "PaperImport", "RowReader"]
