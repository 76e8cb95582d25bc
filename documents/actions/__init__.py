"""What a clerk does to papers and registers: one class per verb."""

from documents.actions.base import StaffAction
from documents.actions.imports import ImportPapers, UndoImport
from documents.actions.numbers import InsertNumber, TakeNumber, VoidNumber
from documents.actions.years import CloseYear, StartSeries

__all__ = [
    "CloseYear",
    "ImportPapers",
    "InsertNumber",
    "StaffAction",
    "StartSeries",
    "TakeNumber",
    "UndoImport",
    "VoidNumber",
]
