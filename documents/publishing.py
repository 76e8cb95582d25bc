"""Publishing a paper: Wagtail's action, without what nobody else can have done to a paper (adr/0032)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.actions.base import BaseAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from agencies.actions import journal
from documents import saving

if TYPE_CHECKING:
    from documents.models import DocumentPage


class PublishPaper(PublishPageRevisionAction):  # type: ignore[misc]
    """`draft` is what the revision says: where the revision was just made of a page, that page itself."""

    def __init__(
        self,
        revision: Any,
        draft: DocumentPage,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Any = None,
    ) -> None:
        BaseAction.__init__(self, draft, user=user)  # Wagtail's own reads the draft out of the revision
        self.revision, self.object = revision, draft
        self.changed, self.log_action, self.previous_revision = changed, log_action, previous_revision

    def _publish_revision(
        self,
        revision: Any,
        object: DocumentPage,
        user: Any,
        changed: bool,
        log_action: bool | str,
        previous_revision: Any = None,
    ) -> None:
        """Where there is one revision only, no other was scheduled, and none bore another name."""
        with saving.asked_once(object) as known:
            if known.revisions > 1 or object.go_live_at or previous_revision:
                super()._publish_revision(revision, object, user, changed, log_action, previous_revision)
                return
            now = timezone.now()
            object.live, object.has_unpublished_changes, object.expired = True, False, False
            object.first_published_at = object.first_published_at or now
            object.last_published_at, object.live_revision = now, revision
            object.save()
            self._after_publish()
            if log_action:
                action = log_action if isinstance(log_action, str) else "wagtail.publish"
                journal.write([(object, {})], action, user, revision=revision, content_changed=changed)
