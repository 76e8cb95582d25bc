"""The verbs of the life of a task."""

from tasks.actions.agency import Accept, AskExtension, Refuse, ReportProgress, Upload
from tasks.actions.reminding import Remind, RemindByTheClock
from tasks.actions.secretariat import (
    AddPart,
    CancelTask,
    Confirm,
    DecideExtension,
    GiveAgain,
    GiveTask,
    SendBack,
    refuse_ended,
)
from tasks.actions.writing import RemovePart, WriteTask

__all__ = [
    "Accept",
    "AddPart",
    "AskExtension",
    "CancelTask",
    "Confirm",
    "DecideExtension",
    "GiveAgain",
    "GiveTask",
    "Refuse",
    "Remind",
    "RemindByTheClock",
    "RemovePart",
    "ReportProgress",
    "SendBack",
    "Upload",
    "WriteTask",
    "refuse_ended",
]
