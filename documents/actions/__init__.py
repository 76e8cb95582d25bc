"""What a clerk does to papers and registers: one class per verb."""

from documents.actions.arrivals import AssignArrival, FinishArrival, PossibleTwin, RegisterArrival, Slip
from documents.actions.base import StaffAction
from documents.actions.imports import ImportPapers, UndoImport
from documents.actions.numbers import InsertNumber, TakeNumber, VoidNumber
from documents.actions.years import CloseYear, StartSeries

__all__ = [
    "AssignArrival",
    "CloseYear",
    "FinishArrival",
    "ImportPapers",
    "InsertNumber",
    "PossibleTwin",
    "RegisterArrival",
    "Slip",
    "StaffAction",
    "StartSeries",
    "TakeNumber",
    "UndoImport",
    "VoidNumber",
]
