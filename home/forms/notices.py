"""How a person wants to hear of each topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.permissions import Standing
from notices.models import Preference
from notices.statuses import TO_AGENCIES, TO_SECRETARIAT, UNCHOSEN, Mail, Topic, Wish


class NoticesForm(forms.Form):
    """For each topic that can reach this person a tick for the site and a choice for e-mail."""

    def __init__(self, *args: Any, chosen: Mapping[str, Wish], reader: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics_of(reader)
        for topic in self.topics:
            wish = chosen.get(topic, UNCHOSEN[topic])
            self.fields[f"site_{topic}"] = forms.BooleanField(
                label=_("On the site"), required=False, initial=wish.site
            )
            self.fields[f"mail_{topic}"] = forms.ChoiceField(
                label=_("By e-mail"), choices=Mail.choices, initial=wish.mail
            )

    def rows(self) -> list[tuple[Topic, Any, Any]]:
        return [(topic, self[f"site_{topic}"], self[f"mail_{topic}"]) for topic in self.topics]

    def wishes(self) -> dict[str, Wish]:
        typed = self.cleaned_data
        return {
            topic.value: Wish(typed[f"site_{topic}"], Mail(typed[f"mail_{topic}"])) for topic in self.topics
        }


def topics_of(reader: Standing) -> list[Topic]:
    """What this person can be told of; everything for people without a seat."""
    found = [
        *(TO_SECRETARIAT if reader.staff else ()),
        *(TO_AGENCIES if reader.agencies else ()),
    ]
    return [topic for topic in Topic if topic in found] or list(Topic)


def chosen_by(user: Any) -> dict[str, Wish]:
    rows = Preference.objects.filter(user=user)
    return {row.topic: Wish(row.site, Mail(row.mail)) for row in rows}
