"""From a file to the register: read it, let a clerk look, enter the paper."""

from documents.intake.drawing import draw
from documents.intake.entering import Registered, register

__all__ = ["Registered", "draw", "register"]
