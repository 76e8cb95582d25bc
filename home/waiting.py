"""What a part waits for now, and from whom: said to everybody who opens it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.parts import GIVERS_TURN
from tasks.life import NOT_CLOSED
from tasks.models import Assignment
from tasks.statuses import AWAITED, CLOSED, Part, State

#: Agencies named before "and … more".
NAMED = 3


def waits_for(
    part: Assignment,
    everyone: Iterable[Assignment],
    extension: bool,
    subtasks: Iterable[Assignment] = (),
) -> list[str]:
    """Sentences; none for a part that is closed or simply being worked on."""
    if part.state in CLOSED:
        return []
    found = _giver(part, extension) if part.task.giver is not None else _secretariat(part, extension)
    if subtasks:
        found += _subtasks(list(subtasks))
    if part.part == Part.LEAD:
        found += _coordinators(list(everyone))
    return found


def _giver(part: Assignment, extension: bool) -> list[str]:
    """Of a sub-task, the agency that gave it decides."""
    name = {"agency": part.task.giver.name if part.task.giver else ""}
    found = []
    if part.state in GIVERS_TURN:
        found.append(_("“%(agency)s”, which gave the sub-task, has the next word.") % name)
    if extension:
        found.append(_("“%(agency)s”, which gave the sub-task, decides on the extension.") % name)
    return found


def _secretariat(part: Assignment, extension: bool) -> list[str]:
    found = []
    if part.state == State.REPORTED:
        found.append(_("The secretariat confirms the completion or sends it back."))
    if part.state == State.REFUSED:
        found.append(_("The secretariat answers the refusal."))
    if part.state == State.PAUSED:
        found.append(_("The secretariat resumes the part."))
    if extension:
        found.append(_("The secretariat decides on the extension."))
    return found


def _subtasks(parts: list[Assignment]) -> list[str]:
    """Who has not finished a sub-task of this part."""
    alive = [one for one in parts if one.state != State.CANCELLED]
    owing = [one for one in alive if one.state in NOT_CLOSED]
    if not owing:
        return []
    names = list(dict.fromkeys(one.doer for one in owing))
    shown = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        shown = _("%(names)s and %(number)d more") % {"names": shown, "number": len(names) - NAMED}
    words = ngettext(
        "%(names)s has not finished a sub-task (%(owing)d/%(all)d)",
        "%(names)s have not finished their sub-tasks (%(owing)d/%(all)d)",
        len(names),
    )
    return [words % {"names": shown, "owing": len(owing), "all": len(alive)}]


def _coordinators(everyone: list[Assignment]) -> list[str]:
    """Those whose result of coordination is not reported yet."""
    beside = [one for one in everyone if one.part == Part.COORDINATE and one.state != State.CANCELLED]
    owing = [one for one in beside if one.state in AWAITED]
    if not owing:
        return []
    names = ", ".join(one.agency.shown for one in owing[:NAMED])
    if len(owing) > NAMED:
        names = _("%(names)s and %(number)d more") % {"names": names, "number": len(owing) - NAMED}
    words = ngettext(
        "%(names)s has not reported its coordination (%(owing)d/%(all)d)",
        "%(names)s have not reported their coordination (%(owing)d/%(all)d)",
        len(owing),
    )
    return [words % {"names": names, "owing": len(owing), "all": len(beside)}]
