"""Who is told of an event: people with a seat now, found in a few questions however many events there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from agencies.models import Membership, Substitution
from agencies.statuses import ACTING, STAFF, Role
from notices.models import MatterTurn
from notices.statuses import Turn
from tasks.life import LIFE, Told
from tasks.models import Assignment, Event, ReportEvent, Task
from tasks.reports.statuses import TELLS, ReportWhat
from tasks.statuses import Part, What


@dataclass
class Seats:
    """Who sits where today, by user number."""

    of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    secretariat: set[int] = field(default_factory=set)
    administrators: set[int] = field(default_factory=set)
    stand_ins: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """By agency: who stands in today for whom."""

    def with_substitutes(self, agency: int, people: set[int]) -> set[int]:
        stand_ins = self.stand_ins[agency]
        return people | {stand_ins[user] for user in people if user in stand_ins}


def recipients(events: Sequence[Event]) -> dict[Event, set[int]]:
    """For each event the numbers of those to tell; whoever did it knows already."""
    told = [event for event in events if LIFE[What(event.what)].tells]
    leads = _leads_beside(told)
    givers = _givers(told)
    agencies = {event.assignment.agency_id for event in told}
    agencies |= {giver.agency_id for giver in givers.values()}
    seats = _seats(agencies.union(*leads.values()))
    return {event: _of_event(event, seats, leads, givers) - {event.user_id} for event in told}


def recipients_of_reports(events: Sequence[ReportEvent]) -> dict[ReportEvent, set[int]]:
    """The same for what happened to reports of rounds."""
    seats = _seats({event.report.agency_id for event in events})
    return {event: _of_report(event, seats) - {event.user_id} for event in events}


def people_of(agencies: Iterable[int]) -> set[int]:
    """Everybody who acts for one of the agencies."""
    return set[int]().union(*_seats(set(agencies)).of.values())


def recipients_of_turn(turn: MatterTurn) -> set[int]:
    """Of what waits, those it waits for; of what came of it, who drafted the paper or made the request."""
    if turn.what in (Turn.ASKED, Turn.PROPOSED):
        return second_persons(turn.user_id)
    if turn.widening is not None:
        found = {turn.widening.asked_by_id}
    elif turn.disposal is not None:
        found = {turn.disposal.opened_by_id}
    elif turn.step is not None and turn.what == Turn.WAITS:
        people = turn.step.task.specific.people.filter(is_active=True)
        found = set(people.values_list("pk", flat=True))
    else:
        assert turn.step is not None
        found = {turn.step.workflow_state.requested_by_id} - {None}
    return found - {turn.user_id}


def secretariat() -> set[int]:
    return _seats(set()).secretariat


def second_persons(first: int) -> set[int]:
    """Who may decide on what this person asked: the others of the secretariat, or else the administrators."""
    seats = _seats(set())
    return seats.secretariat - {first} or seats.administrators - {first}


def _of_report(event: ReportEvent, seats: Seats) -> set[int]:
    told, agency = TELLS[ReportWhat(event.what)], event.report.agency_id
    if told is Told.AGENCY:
        return seats.of[agency]
    if told is Told.HEADS:
        return seats.with_substitutes(agency, seats.heads[agency]) or seats.secretariat
    return seats.secretariat


def _of_event(
    event: Event, seats: Seats, leads: dict[int, set[int]], givers: dict[int, Assignment]
) -> set[int]:
    part, found = event.assignment, set[int]()
    for told in LIFE[What(event.what)].tells:
        if told is Told.AGENCY:
            found |= _of_agency(part, seats)
        elif told is Told.OFFICER:
            found |= _officer(part, seats)
        elif told is Told.LEADS:
            for agency in leads.get(part.pk, ()):
                found |= seats.with_substitutes(agency, seats.of[agency])
        elif told is Told.HEADS:
            # An agency without a head on the site is the secretariat's to call.
            heads = seats.with_substitutes(part.agency_id, seats.heads[part.agency_id])
            found |= heads or seats.secretariat
        elif part.pk in givers:
            # Of a sub-task the agency that gave it is told, as of its own part.
            found |= _of_agency(givers[part.pk], seats)
        else:
            found |= seats.secretariat
    return found


def _of_agency(part: Assignment, seats: Seats) -> set[int]:
    """The colleague who does the part, with the heads; everybody when it is with nobody."""
    officer = _officer(part, seats)
    if not officer:
        return seats.of[part.agency_id]
    return officer | seats.with_substitutes(part.agency_id, seats.heads[part.agency_id])


def _officer(part: Assignment, seats: Seats) -> set[int]:
    officer = {user for user in seats.of[part.agency_id] if user == part.officer_id}
    return seats.with_substitutes(part.agency_id, officer)


def _givers(events: Iterable[Event]) -> dict[int, Assignment]:
    """For each part of a sub-task the part that it serves."""
    tasks = {event.assignment.task_id for event in events}
    subtasks = Task.objects.filter(pk__in=tasks, under__isnull=False).select_related("under")
    by_task = {task.pk: task.under for task in subtasks if task.under}
    return {
        event.assignment_id: by_task[event.assignment.task_id]
        for event in events
        if event.assignment.task_id in by_task
    }


def _leads_beside(events: Iterable[Event]) -> dict[int, set[int]]:
    """For each coordinating part of which leads are told: the agencies that lead its task."""
    parts = {
        event.assignment_id: event.assignment.task_id
        for event in events
        if event.assignment.part == Part.COORDINATE and Told.LEADS in LIFE[What(event.what)].tells
    }
    if not parts:
        return {}
    by_task: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.filter(task__in=set(parts.values()), part=Part.LEAD)
    for task, agency in rows.values_list("task_id", "agency_id"):
        by_task[task].add(agency)
    return {part: by_task[task] for part, task in parts.items()}


def _seats(agencies: set[int]) -> Seats:
    seats = Seats()
    acting = Q(role__in=ACTING, agency_id__in=agencies)
    rows = Membership.objects.valid().filter(acting | Q(role__in=STAFF), user__is_active=True)
    for role, agency, user in rows.values_list("role", "agency_id", "user_id"):
        if role in STAFF:
            (seats.secretariat if role == Role.SECRETARIAT else seats.administrators).add(user)
            continue
        seats.of[agency].add(user)
        if role == Role.AGENCY_LEAD:
            seats.heads[agency].add(user)
    stand_ins = Substitution.objects.holding().filter(agency__in=agencies)
    for agency, officer, substitute in stand_ins.values_list("agency_id", "officer_id", "substitute_id"):
        if substitute in seats.of[agency]:
            seats.stand_ins[agency][officer] = substitute
    return seats
