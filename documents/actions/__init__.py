"""What a clerk does to papers and registers: one class per verb."""

from documents.actions.arrivals import (
    AssignArrival,
    FinishArrival,
    FormUsed,
    PossibleTwin,
    RegisterArrival,
    Slip,
)
from documents.actions.base import StaffAction
from documents.actions.circulation import ChangeCirculation, DecideWidening
from documents.actions.imports import ImportPapers, UndoImport
from documents.actions.numbers import InsertNumber, TakeNumber, VoidNumber
from documents.actions.years import CloseYear, StartSeries
from documents.outgoing.actions import Agree, Return
from documents.outgoing.changing import DraftAnother, Recall
from documents.outgoing.sending import Acknowledge, Distribute, SendAgain

__all__ = [
    "Acknowledge",
    "Agree",
    "AssignArrival",
    "ChangeCirculation",
    "CloseYear",
    "DecideWidening",
    "Distribute",
    "DraftAnother",
    "FinishArrival",
    "FormUsed",
    "ImportPapers",
    "InsertNumber",
    "PossibleTwin",
    "Recall",
    "RegisterArrival",
    "Return",
    "SendAgain",
    "Slip",
    "StaffAction",
    "StartSeries",
    "TakeNumber",
    "UndoImport",
    "VoidNumber",
]
