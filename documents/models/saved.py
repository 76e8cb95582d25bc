"""How a paper is saved, drafted and published, and what follows in the same transaction (adr/0032)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actions import journal
from documents import circulation, effects, issued, saving
from documents.force import acted_on

if TYPE_CHECKING:
    from wagtail.models import Page

    from documents.models.pages import DocumentPage
    from documents.models.registers import Entry
else:
    Page = object

#: Keys that a draft takes from its page, whatever it says itself (AbstractPage.with_content_json).
_OF_PAGE = ("locale", "content_type", "owner", "alias_of", "locked_by", "latest_revision")


class SavedWithItsText(Page):  # type: ignore[misc]
    """What a paper does differently from any page of Wagtail; stands before Page among the bases."""

    number: Any  # fields of the paper that are set here
    suffix: Any
    symbol: Any
    printed: Any
    issued_on: Any
    issued_at: Any

    #: What was asked about the paper, while it is saved (documents/saving.py).
    known: saving.Known | None = None
    #: What it said when it was last found sound, and when the last revision was made of it.
    _sound: tuple[Any, ...] | None = None
    _revised: tuple[Any, ...] | None = None
    #: The address that was found free in its section.
    free_address: str | None = None

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the row and, in the same transaction, everything that is derived from it."""
        if self.left_out is not None:
            raise ValueError("This is the paper as it is told, without names; save the paper itself.")
        if self.alias_of_id is not None:
            raise PermissionDenied(_("A paper has one page: move it, or refer to it."))
        fields = kwargs.get("update_fields")
        if fields is None or saving.DERIVING & set(fields):
            with transaction.atomic(), saving.asked_once(self) as known:
                return self._save_with_what_follows(known, super().save, **kwargs)
        self.name_itself()
        if self.known is None:
            return super().save(*args, **kwargs)
        return saving.write(self, self.known, super().save, **kwargs)

    def _save_with_what_follows(self, known: saving.Known, save: Callable[..., Any], **kwargs: Any) -> Any:
        numbered = kwargs.get("update_fields") is None and self._take_number_from_entry()
        if numbered and self.live and self.issued_at is None:
            self.issued_at = timezone.now()
        self.name_itself()
        is_new = self._state.adding
        logged = is_new and kwargs.get("log_action", False) is not None
        if logged:
            kwargs["log_action"] = None
        lists = known.lists | saving.with_lines(self, known)
        result = saving.write(self, known, save, **kwargs)
        if logged:
            by = kwargs.get("user") or self.owner
            journal.write([(self, {})], "wagtail.create", by, content_changed=True)
        if "files" in lists:
            self._have_files_read()
        if is_new and not self.live:
            effects.documents_added(effects.Added([self], {}, drafts=True))
        else:
            self._derive(lists, known)
        return result

    def _derive(self, lists: frozenset[str], known: saving.Known) -> None:
        from documents import registration

        if self.disposed_on is not None:  # its text is gone; what it did to other papers stays
            derived = registration.Derived([], acted_on(self))
        elif self.live and self.recalled_on is None:
            derived = registration.rebuild(self, "relations" in lists, known.has_decisions)
        else:
            derived = registration.withdraw(self)
        effects.document_changed(effects.Changed(self, derived.clauses, "files" in lists))
        effects.force_changed(derived.acted_on)

    def _have_files_read(self) -> None:
        from documents import file_pages

        file_pages.want(self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with saving.asked_once(self):
            revision = super().save_revision(*args, **kwargs)
        self._revised = None if saving.held(self) else saving.said(self)
        return revision

    def publish(self, revision: Any, *args: Any, skip_permission_checks: bool = False, **kwargs: Any) -> Any:
        """No step is jumped, by whichever door: a schedule may be older than the steps of its section."""
        from documents.outgoing.stands import way_comes_first
        from documents.publishing import PublishPaper

        with saving.asked_once(self) as known:
            draft = self._draft_of(revision, known)
            if refusal := way_comes_first([draft]):
                raise PermissionDenied(refusal)
            with saving.asked_once(draft, known):
                PublishPaper(revision, draft, *args, **kwargs).execute(skip_permission_checks)

    def _draft_of(self, revision: Any, known: saving.Known) -> DocumentPage:
        """What a revision says; the one that was just made of this very object says what the object does."""
        just_made = revision.pk == self.latest_revision_id and not saving.with_lines(self, known)
        if not just_made or self._revised is None or self._revised != saving.said(self):
            draft: DocumentPage = revision.as_object()
            return draft
        if known.was_published:
            circulation.keep(self, self)
        return self

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            effects.document_removed(self)
            changed = acted_on(self)
            result = super().delete(*args, **kwargs)
            effects.force_changed(changed)
            return result

    def with_content_json(self, content: Any) -> DocumentPage:
        """A draft as it would be published: with the number its paper took since.

        What Wagtail takes from the page whatever a draft says, and what is the same in both, is not looked up
        for the draft.
        """
        same = [name for name in ("type", "issuer") if content.get(name) == getattr(self, f"{name}_id")]
        draft: DocumentPage = super().with_content_json({**content, **dict.fromkeys((*_OF_PAGE, *same))})
        for name in same:
            setattr(draft, f"{name}_id", content[name])
            if name in self._state.fields_cache:
                setattr(draft, name, getattr(self, name))
        if self.known is None or self.known.has_entry:
            draft._take_number_from_entry()
        issued.keep(self, draft)
        if self.known is None or self.known.was_published:
            circulation.keep(self, draft)
        return draft

    def _take_number_from_entry(self) -> bool:
        """An own paper shows the number of its entry, whatever an older draft says; whether it has one."""
        if self.pk is None or (self.known is not None and not self.known.has_entry):
            return False
        from documents.models.registers import Entry

        entry = Entry.objects.giving_numbers().filter(document_id=self.pk).first()
        if entry is not None:
            self.show_number(entry)
        return entry is not None

    def show_number(self, entry: Entry) -> None:
        """Take over number, symbol, printed form and, where none was written, the day from the register."""
        self.number, self.suffix, self.symbol = entry.number, entry.suffix, entry.symbol
        self.printed = self.printed or entry.printed
        self.issued_on = self.issued_on or entry.on

    # --- in the tree ---------------------------------------------------------------------------------------
    def is_site_root(self) -> bool:
        """A paper stands in a section, which is never above a site's front page."""
        return False

    def update_aliases(self, **kwargs: Any) -> None:
        if self.known is None or self.known.has_aliases:
            super().update_aliases(**kwargs)

    def _check_slug_is_unique(self) -> None:
        if self.slug != self.free_address:
            super()._check_slug_is_unique()
            self.free_address = self.slug
