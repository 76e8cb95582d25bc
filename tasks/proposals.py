"""From the duties of a reading to proposed tasks; nothing is given before the secretariat gives it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from agencies.models import Agency
from documents.clauses import field_of, pieces
from tasks.models import Assignment, Schedule, Task
from tasks.statuses import Deadline, Part, Stage

if TYPE_CHECKING:
    from documents.intake import Registered
    from documents.reading.findings import Deadline as ReadDeadline
    from documents.reading.findings import Duty, Named
    from documents.reading.findings import Report as AskedReport

#: Below this the clerk is asked to look.
SURE = 0.7
#: Roles of a duty that only add coordinators to the other duties of their section.
FOR_SECTION = "coop_list"


def propose(registered: Registered) -> list[Task]:
    """One proposed task per duty, on its clause, with the agencies that are known by name."""
    places = Places(registered)
    duties = registered.reading.duties
    shared = [duty for duty in duties if duty.role == FOR_SECTION]
    own = (duty for duty in duties if duty.role != FOR_SECTION)
    return [_propose(registered, duty, order, places, shared) for order, duty in enumerate(own)]


def _propose(registered: Registered, duty: Duty, order: int, places: Places, shared: list[Duty]) -> Task:
    anchor, path, field = places.of(duty)
    kind, written, due = _deadline(duty.deadlines)
    task = Task.objects.create(
        document=registered.document,
        anchor=anchor,
        path=path,
        field=field,
        quote=duty.text,
        title=_title(duty.text),
        deadline=kind,
        due_as_written=written[:255],
        due_on=due,
        stage=Stage.PROPOSED,
        sure=duty.sure >= SURE,
        order=order,
    )
    helpers = [*duty.coordinators]
    for other in (other for other in shared if other.at == duty.at):
        helpers += [*other.actors, *other.coordinators]
    task.lead_as_written = _assign(task, duty.actors, Part.LEAD)[:500]
    task.coordinate_as_written = _assign(task, helpers, Part.COORDINATE)
    task.save(update_fields=["lead_as_written", "coordinate_as_written"])
    if duty.report:
        _schedule(task, duty.report)
    return task


def _schedule(task: Task, report: AskedReport) -> None:
    """The reports that the sentence asks for again and again; none of them runs yet."""
    Schedule.objects.bulk_create(
        Schedule(task=task, every=every, to=(report.to or "")[:255], through=(report.through or "")[:255])
        for every in dict.fromkeys(report.every)
        if every in Schedule.Every.values
    )


class Places:
    """Where a duty stands: its clause's anchor and path, and the heading of the section above it."""

    def __init__(self, registered: Registered) -> None:
        self.pieces = list(pieces(registered.reading.root))
        self.by_anchor = {piece.anchor: piece for piece in self.pieces}

    def of(self, duty: Duty) -> tuple[str, str, str]:
        """Anchor, path and field of the plan (the nearest heading above) of a duty."""
        found = None
        for piece in self.pieces:
            if piece.start > duty.span.start:
                break
            found = piece
        if found is None:
            return "", duty.at, ""
        return found.anchor, found.path or duty.at, field_of(found, self.by_anchor)


def _assign(task: Task, named: Iterable[Named], part: Part) -> str:
    """Make a part for each name that is exactly one agency; the names that are not stay text."""
    left: list[str] = []
    for name in named:
        found = list(Agency.objects.named(name.name)[:2]) or list(Agency.objects.named(name.written)[:2])
        if len(found) != 1:
            left.append(name.written)
            continue
        Assignment.objects.get_or_create(task=task, agency=found[0], defaults={"part": part})
    return "; ".join(dict.fromkeys(left))


def _deadline(deadlines: Iterable[ReadDeadline]) -> tuple[Deadline, str, date | None]:
    read = list(deadlines)
    written = "; ".join(limit.written for limit in read)
    due = next((limit.due for limit in read if limit.due), None)
    if due:
        return Deadline.DATE, written, due
    if any(limit.every for limit in read):
        return Deadline.RECURRING, written, None
    return (Deadline.REGULAR if read else Deadline.NONE), written, None


def _title(text: str) -> str:
    """The first sentence, shortened at a word."""
    first = text.split(". ", 1)[0].strip().rstrip(".;")
    if len(first) <= 160:
        return first
    return f"{first[:157].rsplit(' ', 1)[0]}…"
