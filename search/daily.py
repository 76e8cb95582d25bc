"""What the worker does for search once a day."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import Progress
from jobs.schedule import daily
from search.models import Question, SavedSearch
from search.saved import look, tell

#: Questions are kept so long: a year can be compared with the one before it.
KEPT = timedelta(days=760)


@daily("saved_searches", _("New results of saved searches"), at=time(6, 30))
def saved_searches(progress: Progress) -> dict[str, Any]:
    """Look at every saved search, and write to whom it concerns; repeated on one day it writes to nobody."""
    held = list(SavedSearch.objects.watched().order_by("user_id", "pk"))
    owners = groupby(held, key=lambda saved: saved.user_id)
    told = 0
    for done, (_owner, searches) in enumerate(owners, 1):
        own = list(searches)
        for saved in own:
            look(saved)
        told += tell(own[0].user)
        progress.tell(done, len(held))
    Question.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
    return {"searches": len(held), "mails": told}
