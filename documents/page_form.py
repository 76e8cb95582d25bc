"""The form of a paper in the admin: title and address write themselves; what was issued stays."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import HelpPanel

from documents import issued
from documents.archive import freezing
from vietnamese.runs import holds, runs_of, without
from vietnamese.text import clean, fold


class PaperForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Wagtail fills the address by script from a title field; a paper has none, so it is done here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        self.why_fixed = freezing.why_fixed(self.instance)
        self.fixed = (
            dict.fromkeys(issued.fixed_fields(self.instance), self.why_fixed) if self.why_fixed else {}
        )
        if self.instance.first_published_at is not None:
            self.fixed["circulation"] = _("Who reads a published paper is changed on the page “Circulation”.")
        for name in self.fixed.keys() & self.fields.keys():
            # what the browser sends was open when the form was drawn: it is looked at below, not dropped
            self.fields[name].disabled = self.add_prefix(name) not in self.data

    def clean_slug(self) -> str:
        """The address as typed, or one made of number and subject that is free in this section."""
        typed: str = self.cleaned_data.get("slug") or ""
        names = runs_of(self.data.get(self.add_prefix("protected_names"), self.instance.protected_names))
        if typed and not holds(typed, names):
            return typed
        said = (self.data.get(self.add_prefix(name), "") for name in ("number", "symbol", "subject"))
        wanted = slugify(fold(without(clean(" ".join(said)), names)))[:80].strip("-") or "van-ban"
        free, count = wanted, 1
        while not type(self.instance)._slug_is_available(free, self.parent_page, self.instance):
            count += 1
            free = f"{wanted}-{count}"
        return free

    def clean(self) -> dict[str, Any]:
        """A paper whose steps come first is not published by hand; what is fixed stays as it is."""
        from documents.outgoing.stands import way_comes_first

        data: dict[str, Any] = super().clean()
        for name, why in self.fixed.items():
            if name in data and _said(data[name]) != _said(getattr(self.instance, name)):
                self.add_error(name, why)
        if "action-publish" in self.data:
            self.instance.path = self.instance.path or self.parent_page.path
            if refusal := way_comes_first([self.instance]):
                self.add_error(None, refusal)
        return data

    def is_valid(self) -> bool:
        """The files of a fixed paper stay; the lines of the form are looked at after the form itself."""
        valid: bool = super().is_valid()
        if valid and self.instance.first_published_at is not None and self._changes_readers():
            self.add_error(None, _("Who reads a published paper is changed on the page “Circulation”."))
            return False
        if valid and (wrong := self._changes_an_unequal_paper()):
            self.add_error(None, wrong)
            return False
        if valid and self.why_fixed and self._changes_files():
            self.add_error(None, self.why_fixed)
            return False
        return valid

    def _changes_an_unequal_paper(self) -> str:
        from documents.outgoing.equal_form import problem

        relations = self.formsets.get("relations")
        for row in relations.forms if relations is not None else ():
            said = row.cleaned_data
            if not said or said.get("DELETE"):
                continue
            if wrong := problem(self.instance, said["kind"], said.get("target")):
                return wrong
        return ""

    def _changes_readers(self) -> bool:
        readers = self.formsets.get("readers")
        return readers is not None and bool(readers.has_changed())

    def _changes_files(self) -> bool:
        """Files may come to a paper that stays as it is, unless it is destroyed; none goes."""
        files = self.formsets.get("files")
        if files is not None and self.instance.disposed_on is not None:
            return bool(files.has_changed())
        return files is not None and any(
            form in files.deleted_forms or "file" in form.changed_data for form in files.initial_forms
        )


def _said(value: Any) -> Any:
    """A value of a field as a page keeps it: browsers end lines in their own way."""
    return clean(value).strip() if isinstance(value, str) else value or None


class ReturnedNotice(HelpPanel):  # type: ignore[misc]
    """At the top of the form of a paper that came back: who returned it, when, and why."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "documents/admin/returned.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc]
        @cached_property
        def step(self) -> Any:
            from documents.outgoing.stands import returned_at

            return returned_at(self.instance)

        def is_shown(self) -> bool:
            return self.step is not None and bool(super().is_shown())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "step": self.step}


class IssuedNotice(HelpPanel):  # type: ignore[misc]
    """At the top of the form of a paper that is fixed: what stays, why, and what to do instead."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "documents/admin/issued.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc]
        def is_shown(self) -> bool:
            return bool(freezing.why_fixed(self.instance)) and bool(super().is_shown())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "paper": self.instance, "sentence": freezing.why_fixed(self.instance)}
