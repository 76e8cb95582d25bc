"""How the consolidated text is made: taken in, merged, rewritten, left out. Sources go along."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import User
from agencies.permissions import standing
from tasks.consolidation.entries import lines_of, written
from tasks.consolidation.statuses import Aspect
from tasks.models import Passage, PassageSource, ReportLine, Round
from vietnamese.text import fold


class TakeIn(Action[Round]):
    """Make a passage of one line of a report."""

    action_name = "take_in"
    label = gettext_lazy("Take words into the consolidated report")

    def __init__(self, instance: Round, user: User, *, aspect: Aspect, line: int) -> None:
        super().__init__(instance, user)
        self.aspect = aspect
        self.line = line

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        found = lines_of(self.instance, self.aspect).filter(pk=self.line).first()
        if found is None:
            raise Refused(_("These words are no longer in a report of this round. Load the page again."))
        if PassageSource.objects.filter(
            passage__round=self.instance, passage__aspect=self.aspect, line=found
        ).exists():
            raise Refused(_("These words are in the consolidated report already."))
        self.found: ReportLine = found

    def change(self) -> Passage:
        field = self.found.assignment.task.field
        text = getattr(self.found, self.aspect.value)
        return add_passage(self.instance, self.aspect, field, text, [self.found], self.user)

    def details(self) -> dict[str, Any]:
        return {"line": self.line, "aspect": self.aspect.value}


class TakeAll(Action[Round]):
    """Draft a field: every line not taken yet, agencies that wrote the same in one passage."""

    action_name = "take_all"
    label = gettext_lazy("Draft the consolidated report")

    def __init__(self, instance: Round, user: User, *, aspect: Aspect, field: str) -> None:
        super().__init__(instance, user)
        self.aspect = aspect
        self.field = field
        self.made = 0

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def change(self) -> int:
        groups: dict[str, list[ReportLine]] = {}
        for row in written(self.instance, self.aspect, self.field):
            if not row.taken:
                groups.setdefault(fold(" ".join(row.text.split())), []).append(row.line)
        for lines in groups.values():
            text = getattr(lines[0], self.aspect.value)
            add_passage(self.instance, self.aspect, self.field, text, lines, self.user)
        self.made = len(groups)
        return self.made

    def details(self) -> dict[str, Any]:
        return {"aspect": self.aspect.value, "field": self.field, "passages": self.made}


def add_passage(
    round_: Round, aspect: Aspect, field: str, text: str, lines: list[ReportLine], user: User
) -> Passage:
    """A new passage at the end of its field."""
    beside = Passage.objects.filter(round=round_, aspect=aspect, field=field)
    last = beside.aggregate(last=Max("order"))["last"] or 0
    passage = Passage.objects.create(
        round=round_, aspect=aspect, field=field, order=last + 1, text=text, edited_by=user
    )
    PassageSource.objects.bulk_create(
        PassageSource(passage=passage, line=line, quote=getattr(line, aspect.value)) for line in lines
    )
    return passage


class PassageAction(Action[Passage]):
    """A change of one passage, refused when somebody else changed it since it was shown."""

    def __init__(self, instance: Passage, user: User, *, version: int) -> None:
        super().__init__(instance, user)
        self.version = version

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        if self.instance.version != self.version:
            raise Refused(
                _("%(name)s changed this passage meanwhile. Look at it and try again.")
                % {"name": self.instance.edited_by.get_full_name()}
            )

    def _touch(self) -> None:
        self.instance.version += 1
        self.instance.edited_by = self.user
        self.instance.edited_at = timezone.now()
        self.instance.save()


class RewritePassage(PassageAction):
    action_name = "rewrite_passage"
    label = gettext_lazy("Rewrite a passage")

    def __init__(self, instance: Passage, user: User, *, version: int, text: str) -> None:
        super().__init__(instance, user, version=version)
        self.text = text.strip()

    def check_state(self) -> None:
        super().check_state()
        if not self.text:
            raise Refused(_("Write the passage, or leave it out."))

    def change(self) -> Passage:
        self.instance.text = self.text
        self._touch()
        return self.instance


class MergeUp(PassageAction):
    """Join a passage to the one above it; the sources of both stay."""

    action_name = "merge_passage"
    label = gettext_lazy("Join a passage to the one above")

    def check_state(self) -> None:
        super().check_state()
        here = self.instance
        above = Passage.objects.select_for_update().filter(
            round=here.round_id, aspect=here.aspect, field=here.field, order__lt=here.order
        )
        found = above.order_by("order").last()
        if found is None:
            raise Refused(_("There is no passage above this one."))
        self.above: Passage = found

    def change(self) -> Passage:
        below, above = self.instance, self.above
        held = set(above.sources.values_list("line_id", flat=True))
        below.sources.exclude(line__in=held).update(passage=above)
        joint = "" if above.text.rstrip().endswith((".", ";", ":")) else "."
        above.text = f"{above.text.rstrip()}{joint} {below.text.lstrip()}"
        above.version = F("version") + 1  # type: ignore[assignment]
        above.edited_by, above.edited_at = self.user, timezone.now()
        above.save()
        below.delete()
        above.refresh_from_db()
        return above

    def record(self) -> None:
        self.instance = self.above
        super().record()


class LeaveOut(PassageAction):
    """Take a passage out; what agencies wrote can be taken in again."""

    action_name = "leave_out_passage"
    label = gettext_lazy("Leave a passage out")

    def change(self) -> None:
        self.round = self.instance.round
        self.text = self.instance.text
        self.instance.delete()

    def record(self) -> None:
        self.instance = self.round  # type: ignore[assignment]
        super().record()

    def details(self) -> dict[str, Any]:
        return {"text": self.text}
