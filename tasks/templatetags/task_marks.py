"""The status of an agency's part in a task, for every template that shows one."""

from datetime import date

from django import template

from tasks.marks import Mark, mark_of, tally
from tasks.models import Assignment
from tasks.statuses import Part

register = template.Library()


@register.simple_tag
def task_mark(assignment: Assignment, at: date | None = None) -> Mark:
    """{% task_mark assignment as mark %}, then {% status_tag mark.family mark.words icon=mark.icon %}."""
    return mark_of(assignment, at)


@register.filter
def leads(assignments: list[Assignment]) -> list[Assignment]:
    """The parts of the lead agencies among prefetched ones."""
    return [one for one in assignments if one.part == Part.LEAD]


@register.filter
def coordinates(assignments: list[Assignment]) -> list[Assignment]:
    """The parts of the coordinating agencies among prefetched ones."""
    return [one for one in assignments if one.part == Part.COORDINATE]


@register.filter
def tallied(assignments: list[Assignment]) -> list[tuple[Mark, int]]:
    """How the parts stand together: each mark once, with how many parts bear it."""
    return tally(assignments)
