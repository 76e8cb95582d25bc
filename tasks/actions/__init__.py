"""The verbs of the life of a task."""

from tasks.actions.agency import Accept, AskExtension, Refuse, ReportProgress, Upload
from tasks.actions.delegating import Delegate
from tasks.actions.handing_over import HandOver, TakeBack
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
from tasks.actions.splitting import Share, Split
from tasks.actions.turning import CancelPart, GiveToAnother, MoveDate, Pause, Resume
from tasks.actions.writing import CorrectProposal, DrawTasks, RemovePart, WriteTask

__all__ = [
    "Accept",
    "AddPart",
    "AskExtension",
    "CancelPart",
    "CancelTask",
    "Confirm",
    "CorrectProposal",
    "DecideExtension",
    "Delegate",
    "DrawTasks",
    "GiveAgain",
    "GiveTask",
    "GiveToAnother",
    "HandOver",
    "MoveDate",
    "Pause",
    "Refuse",
    "Remind",
    "RemindByTheClock",
    "RemovePart",
    "ReportProgress",
    "Resume",
    "SendBack",
    "Share",
    "Split",
    "TakeBack",
    "Upload",
    "WriteTask",
    "refuse_ended",
]
