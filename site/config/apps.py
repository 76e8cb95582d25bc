"""Wagtail's search app without its writing half."""

from wagtail.search.apps import WagtailSearchAppConfig


class WagtailSearchWithoutIndex(WagtailSearchAppConfig):
    """Admin lists look for words in titles as they stand (search.titles), which needs no index.

    Wagtail's PostgreSQL backend enqueues a task for every save and then averages the title lengths of
    the whole index. With `AUTO_UPDATE: False` the task would still be enqueued, to do nothing; so the
    receivers are not connected. What readers search is our own projection, in the app `search`.
    """

    default = False

    def ready(self) -> None:
        """Connect nothing."""
