"""What a clerk does to papers and registers: one class per verb."""

from documents.actions.base import StaffAction
from documents.actions.numbers import InsertNumber, TakeNumber, VoidNumber
from documents.actions.years import CloseYear, StartSeries

__all__ = ["CloseYear", "InsertNumber", "StaffAction", "StartSeries", "TakeNumber", "VoidNumber"]
