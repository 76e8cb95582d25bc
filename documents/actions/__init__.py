"""What a clerk does to papers and registers: one class per verb."""

from documents.actions.arrivals import AssignArrival, FinishArrival, PossibleTwin, RegisterArrival, Slip
from documents.actions.base import StaffAction
from documents.actions.imports import ImportPapers, UndoImport
from documents.actions.numbers import InsertNumber, TakeNumber, VoidNumber
from documents.actions.years import CloseYear, StartSeries
from documents.outgoing.actions import Agree, Return

__all__ = [
    "Agree",
    "AssignArrival",
    "CloseYear",
    "FinishArrival",
    "ImportPapers",
    "InsertNumber",
    "PossibleTwin",
    "RegisterArrival",
    "Return",
    "Slip",
    "StaffAction",
    "StartSeries",
    "TakeNumber",
    "UndoImport",
    "VoidNumber",
]
