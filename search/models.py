"""The projection that search reads, the words it expands, and the log of questions."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.querysets import NewPaperQuerySet, QuestionQuerySet, SavedSearchQuerySet
from vietnamese.text import canonical, clean, fold

#: One row in so many is in the sample, which answers for all rows when nearly all of them would.
ONE_IN: Final = 16


class Row(models.Model):
    """What can be found: a paper, one of its clauses, a page of its files or a task, with who may find it.

    Written in the transaction that changes the thing. `version` grows with every writing, so that a second
    engine fed from these rows can tell a late message from a new one. Facets are plain numbers: a foreign key
    each would be checked for every clause of every paper saved.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        CLAUSE = "clause", _("Clause")
        PAGE = "page", _("Page of a file")
        TASK = "task", _("Task")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    object_id = models.BigIntegerField(
        help_text="The paper's key for papers, clauses and pages, the task's for tasks."
    )
    anchor = models.CharField(max_length=100, blank=True)
    document = models.ForeignKey(
        "documents.DocumentPage",
        on_delete=models.CASCADE,
        null=True,
        related_name="search_rows",
    )
    title = models.TextField()
    text = models.TextField(blank=True)
    terms = SearchVectorField(help_text="Folded syllables and pairs; the position says how often.")
    exact = SearchVectorField(help_text="Syllables that carry marks, as written.")
    length = models.PositiveIntegerField()
    number_key = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=100, blank=True)
    type = models.BigIntegerField(null=True)
    issuer = models.BigIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    issued_on = models.DateField(null=True)
    serial = models.BigIntegerField(null=True, help_text="The number of the paper as a number, to sort by.")
    life = ArrayField(
        models.CharField(max_length=30),
        default=list,
        help_text="Statuses of the paper, each after the day it begins: 2012-03-05running.",
    )
    fields = ArrayField(
        models.CharField(max_length=255),
        default=list,
        help_text="Field of the plan a clause or task stands in; all of them for the paper.",
    )
    leads = ArrayField(models.BigIntegerField(), default=list, help_text="Agencies that lead, of tasks.")
    coordinates = ArrayField(models.BigIntegerField(), default=list)
    title_key = models.CharField(
        max_length=120, blank=True, help_text="Folded start of a paper's subject, for suggestions."
    )
    audience = ArrayField(models.CharField(max_length=30))
    version = models.BigIntegerField()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        constraints = [
            models.UniqueConstraint(name="search_row_once", fields=["kind", "object_id", "anchor"]),
        ]
        indexes = [
            GinIndex(fields=["terms"], name="search_terms"),
            GinIndex(fields=["exact"], name="search_exact"),
            GinIndex(fields=["audience"], name="search_audience"),
            # titles are asked first, and there are ten times fewer of them than clauses
            GinIndex(fields=["terms"], name="search_titles", condition=Q(kind="document")),
            GinIndex(fields=["terms"], name="search_sample", condition=Q(Exact(Mod(F("id"), ONE_IN), 0))),
            models.Index(fields=["number"], name="search_number", condition=Q(kind="document")),
            models.Index(
                OpClass("title_key", name="varchar_pattern_ops"),
                name="search_title_begins",
                condition=Q(kind="document"),
            ),
            models.Index(
                OpClass("number_key", name="varchar_pattern_ops"),
                name="search_number_begins",
                condition=Q(kind="document"),
            ),
            models.Index(fields=["issuer"], name="search_issuer", condition=Q(kind="document")),
            models.Index(
                F("issued_on").desc(nulls_last=True),
                "document",
                name="search_newest",
                condition=Q(kind="document"),
            ),
            models.Index(fields=["serial"], name="search_serial", condition=Q(kind="document")),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """In how many rows a term stands; close to the truth is enough, for rarity weighs by its logarithm.

    Two entries are no terms: ROWS counts all rows, LENGTH adds up their lengths.
    """

    ROWS = ""
    LENGTH = " "

    term = models.CharField(max_length=200, primary_key=True)
    n = models.BigIntegerField()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return f"{self.term}: {self.n}"


class TermChange(models.Model):
    """What one writing changes in the counts, to be added to Term later by whoever has the time.

    Adding at once would let two clerks who publish at the same moment wait for each other at common words.
    """

    terms = ArrayField(models.TextField())
    changes = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = _("change of term counts")
        verbose_name_plural = _("changes of term counts")

    def __str__(self) -> str:
        return str(self.pk)


class Index(models.Model):
    """An index of ours on Elasticsearch: the one that serves, or one being built.

    Every change goes to all of them. While there is none, the outbox stays empty.
    """

    name = models.CharField(max_length=200, unique=True)
    serving = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")

    def __str__(self) -> str:
        return self.name


class Outbox(models.Model):
    """A paper (with clauses and pages) or a task whose rows changed, and the indexes have yet to hear of it.

    Written by a trigger on search_row (migration 0003), in the transaction of the change, whatever made it.
    One entry per thing: the follower sends what the rows say when it comes to it, not what they once said.
    `due` is also the lease: whoever takes an entry moves it into the future.
    """

    kind = models.CharField(max_length=8)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField()
    held = ArrayField(
        models.TextField(),
        help_text="What the index may hold of it: keys of rows since deleted or written anew.",
    )
    audience = ArrayField(
        models.CharField(max_length=30), help_text="Who may read it for all the index may know."
    )
    narrowed = models.BooleanField(
        help_text="Somebody lost the right to it; questions leave it out until the index knows."
    )
    since = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    refused = models.BooleanField(default=False, help_text="The server took others, but not this.")

    class Meta:
        verbose_name = _("change the index has yet to hear")
        verbose_name_plural = _("changes the index has yet to hear")
        constraints = [models.UniqueConstraint(name="search_outbox_once", fields=["kind", "object_id"])]
        indexes = [
            models.Index(
                name="search_outbox_narrowed", fields=["kind", "object_id"], condition=Q(narrowed=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


def abbreviation_key(text: str) -> str:
    """The form in which abbreviations and their words are compared: folded syllables, one blank between."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(canonical(clean(text)))).split())


class Abbreviation(models.Model):
    """A short form and the words it stands for; a question with one also finds the other."""

    short = models.CharField(_("abbreviation"), max_length=40, help_text=_("For example UBND."))
    words = models.CharField(_("words"), max_length=200, help_text=_("For example ủy ban nhân dân."))
    short_key = models.CharField(max_length=40, editable=False, db_index=True)
    words_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["short_key", "words_key"]
        constraints = [
            models.UniqueConstraint(
                name="abbreviation_once",
                fields=["short_key", "words_key"],
                violation_error_message=_("This abbreviation is already in the list."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.words}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._name()
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        self._name()
        super().clean_fields(exclude=exclude)

    def _name(self) -> None:
        self.short_key = abbreviation_key(self.short)
        self.words_key = abbreviation_key(self.words)


class Question(models.Model):
    """The log: what was asked, how many hits it had and what was opened. Nobody's name, no address."""

    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True, db_index=True)
    text = models.CharField(_("question"), max_length=200, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    hits = models.PositiveIntegerField(_("hits"))
    opened = models.BooleanField(_("led straight to a document"), default=False)
    milliseconds = models.PositiveIntegerField(_("milliseconds"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.text


class Opening(models.Model):
    """A result that was opened from the answers to a question, and at which place it stood."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="openings")
    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, related_name="search_openings"
    )
    place = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("opened result")
        verbose_name_plural = _("opened results")
        constraints = [
            models.UniqueConstraint(name="opened_once_from_a_question", fields=["question", "document"])
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.place}"


class SavedSearch(models.Model):
    """A question somebody wants to ask again, and what of the register was looked at for it.

    New are papers published since it was saved: `last_paper` is the last one there was then. `looked` and
    `looked_before` are versions of rows at the last look and the one before: each look begins where the one
    before it ended, since a transaction may show its rows later than one that took a higher version.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name of the search"), max_length=200)
    question = models.TextField(editable=False)
    by_mail = models.BooleanField(_("tell me by e-mail"), default=False)
    saved_at = models.DateTimeField(auto_now_add=True)
    last_paper = models.BigIntegerField(default=0)
    looked = models.BigIntegerField(default=0)
    looked_before = models.BigIntegerField(default=0)
    mailed_on = models.DateField(null=True, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="saved_search_name_once",
                fields=["user", "name"],
            )
        ]

    def __str__(self) -> str:
        return self.name


class NewPaper(models.Model):
    """A paper that came to answer a saved search: told once, however often it changes afterwards."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="new_papers")
    document = models.ForeignKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = NewPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("new document of a saved search")
        verbose_name_plural = _("new documents of saved searches")
        constraints = [models.UniqueConstraint(name="new_paper_once_a_search", fields=["saved", "document"])]

    def __str__(self) -> str:
        return f"{self.saved}: {self.document_id}"
