"""What people are told when a trigger of the database refuses what every check had let pass.

Two people act at the same moment: the checks of both read what was true before, and the trigger, the last
guard, stops the later one. That is no error of the program; the sentence is that of the rule it keeps.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

#: SQLSTATE with which our triggers refuse; constraints have it too, but name themselves.
_REFUSED: Final = "23514"
_FUNCTION: Final = re.compile(r"\w+(?=\()")
_SENTENCES: Final[dict[str, Callable[[], str]]] = {}


def say(sentence: Callable[[], str], *functions: str) -> None:
    """What is said for a refusal by these trigger functions."""
    _SENTENCES.update(dict.fromkeys(functions, sentence))


def refusal(error: BaseException) -> str:
    """The sentence when one of our triggers refused; empty for every other error."""
    said = getattr(error.__cause__, "diag", None)
    if said is None or said.sqlstate != _REFUSED or said.constraint_name:
        return ""
    logger.warning("refused by the database: %s", said.message_primary)
    for function in _FUNCTION.findall(said.context or ""):
        if function in _SENTENCES:
            return _SENTENCES[function]()
    return _("Somebody else changed this at the same moment, so nothing was saved. Open the page again.")
