"""The form of a paper in the admin: title and address write themselves."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm

from vietnamese.text import fold


class PaperForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Wagtail fills the address by script from a title field; a paper has none, so it is done here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """The address as typed, or one made of number and subject that is free in this section."""
        typed: str = self.cleaned_data.get("slug") or ""
        if typed:
            return typed
        said = (self.data.get(self.add_prefix(name), "") for name in ("number", "symbol", "subject"))
        wanted = slugify(fold(" ".join(said)))[:80].strip("-") or "van-ban"
        free, count = wanted, 1
        while not type(self.instance)._slug_is_available(free, self.parent_page, self.instance):
            count += 1
            free = f"{wanted}-{count}"
        return free
