"""Tasks and each agency's part in them, the working calendar, reporting rounds and their reports."""

from tasks.models.assignments import (
    Assignment,
    Event,
    Evidence,
    Extension,
    Progress,
    Task,
    evidence_path,
)
from tasks.models.calendar import Holiday
from tasks.models.consolidation import ChaseLetter, ConsolidatedPaper, Passage, PassageSource
from tasks.models.reports import Indicator, Report, ReportEvent, ReportFigure, ReportLine
from tasks.models.rounds import Round, Schedule

__all__ = [
    "Assignment",
    "ChaseLetter",
    "ConsolidatedPaper",
    "Event",
    "Evidence",
    "Extension",
    "Holiday",
    "Indicator",
    "Passage",
    "PassageSource",
    "Progress",
    "Report",
    "ReportEvent",
    "ReportFigure",
    "ReportLine",
    "Round",
    "Schedule",
    "Task",
    "evidence_path",
]
