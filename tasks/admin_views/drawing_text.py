"""The text of a paper beside its proposed tasks: each sentence a link to its proposal, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from documents.presentation.placed_text import Place, laid_out
from tasks.models import Task

#: Of a longer text the part with the proposals is shown; it is whole in the register.
SHOWN = 150_000
#: So much of what stands above the first sentence is shown with it.
ABOVE = 2_000
#: A sentence put together from several lines is found by its opening.
OPENING = 60


@dataclass(frozen=True)
class Beside:
    """The text with its places, the tasks whose sentences stand in it, and whether it is cut."""

    text: SafeString
    placed: frozenset[int]
    cut: bool


def beside(text: str, tasks: Iterable[Task]) -> Beside:
    """Lay the text out; the sentences are looked for in the order of the tasks, so each is found once."""
    places = _apart(_places(text, tasks))
    begin, end = _part(text, places)
    shown = [
        replace(place, start=place.start - begin, end=place.end - begin)
        for place in places
        if begin <= place.start and place.end <= end
    ]
    placed = frozenset(int(place.field.removeprefix("t")) for place in shown)
    return Beside(laid_out(text[begin:end], shown), placed, cut=end - begin < len(text))


def _places(text: str, tasks: Iterable[Task]) -> list[Place]:
    found: list[Place] = []
    after = 0
    for task in tasks:
        for words in (task.quote, task.quote[:OPENING]):
            start = text.find(words, after) if words else -1
            start = text.find(words) if words and start < 0 else start
            if start >= 0:
                found.append(Place(start, start + len(words), f"t{task.pk}"))
                after = start + 1
                break
    return found


def _apart(found: list[Place]) -> list[Place]:
    """A paragraph that gives a second task is the place of the first one up to there."""
    places = sorted(found, key=lambda place: (place.start, place.end))
    following = [place.start for place in places[1:]] + [place.end for place in places[-1:]]
    cut = [replace(place, end=min(place.end, start)) for place, start in zip(places, following, strict=True)]
    return [place for place in cut if place.start < place.end]


def _part(text: str, places: list[Place]) -> tuple[int, int]:
    """Where to begin and to end when the text is too long to be shown whole: above its first sentence."""
    if len(text) <= SHOWN:
        return 0, len(text)
    first = places[0].start if places else 0
    begin = text.rfind("\n", 0, max(0, first - ABOVE)) + 1
    return begin, begin + SHOWN
