"""The base of every list that can be imported and exported, on django-import-export's resources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from import_export.results import RowResult

from sheets.columns import Column
from sheets.heads import heading_key
from sheets.reading import Row, Table, Unreadable

#: So many lines of an export are fetched together.
TOGETHER = 500


@dataclass(frozen=True)
class Result:
    """What happens to a row (see KINDS_OF_RESULT); each problem has a column and a reason."""

    row: Row
    what: str
    problems: list[tuple[str, str]]


class Options(forms.Form):
    """What else the person says at the upload; nothing by default."""

    def kept(self) -> dict[str, Any]:
        """What was said, as JSON."""
        return {}


class SheetResource(ModelResource):  # type: ignore[misc]
    """One kind of list.

    Rows are found by their own names, not by database keys: `get_instance` of a subclass says how. A row that
    says what is there already is skipped, so that a second import changes nothing. `write` of a subclass
    saves one row, through actions or the page tree; it is never called while a list is only looked at.
    """

    kind: ClassVar[str]
    title: ClassVar[Any]
    back: ClassVar[str]
    options_form: ClassVar[type[Options]] = Options
    #: The columns of the list on the screen, and what it may be sorted by (as in `ordering` of its address).
    listed: ClassVar[tuple[Column, ...]] = ()
    sorted_by: ClassVar[tuple[str, ...]] = ()
    #: A template asks the class for its words; it must not make an instance of it.
    do_not_call_in_templates: ClassVar[bool] = True
    #: Whether an import of this list can be undone.
    undoable: ClassVar[bool] = False
    #: Whether a long list is written batch by batch (`write_batches`), to go on where a worker died.
    in_batches: ClassVar[bool] = False

    class Meta:
        clean_model_instances = True
        skip_diff = True
        skip_html_diff = True
        use_transactions = False

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.user = user
        self.options = options or {}
        self._headings: set[str] | None = None
        self._before: list[Any] | None = None

    # --- columns -------------------------------------------------------------------------------------------
    @classmethod
    def columns(cls) -> list[Column]:
        """In the order of the class, which is the order of the headings."""
        return [cls.fields[name] for name in cls._meta.fields]

    @classmethod
    def exported_columns(cls) -> list[Column]:
        return [column for column in cls.columns() if not column.only_in]

    @classmethod
    def heading_keys(cls) -> frozenset[str]:
        """What the headings of a file may be, as keys."""
        return frozenset(cls._ours())

    @classmethod
    def _ours(cls) -> dict[str, str]:
        """Our heading by the key of everything a file may call it."""
        return {
            heading_key(name): column.column_name
            for column in cls.columns()
            for name in (column.attribute, *column.aliases, column.column_name)
        }

    def get_import_fields(self) -> list[Column]:
        """Only the columns the file has: what it does not speak of is not changed."""
        own = [self.fields[name] for name in self._meta.fields]
        return own if self._headings is None else [one for one in own if one.column_name in self._headings]

    def take(self, table: Table) -> Iterator[Row]:
        """The rows of a file under our headings; a required column that is missing is a refusal."""
        return self.under_our_headings(table.headings, table.rows)

    def known(self, headings: list[str]) -> dict[str, str]:
        """Our heading for each of the file's that has one: as the person chose, else as it is called.

        Of two columns for one heading the chosen one counts, then the one that has its very name.
        """
        chosen: dict[str, str] = self.options.get("columns") or {}
        ours = self._ours()
        found = {name: chosen.get(heading_key(name), ours.get(heading_key(name), "")) for name in headings}
        once: dict[str, str] = {}
        for name in sorted(found, key=lambda name: _rank(name, found[name], chosen)):
            once.setdefault(found[name], name)
        return {name: heading for name, heading in found.items() if heading and once[heading] == name}

    def missing(self, headings: list[str]) -> list[str]:
        """Required columns that the file does not have."""
        held = set(self.known(headings).values())
        return [one.column_name for one in self.columns() if one.required and one.column_name not in held]

    def under_our_headings(self, headings: list[str], rows: Iterable[Row]) -> Iterator[Row]:
        known = self.known(headings)
        if missing := self.missing(headings):
            raise Unreadable(
                _("The file lacks the columns: %(missing)s. Its columns are: %(found)s.")
                % {"missing": ", ".join(missing), "found": ", ".join(headings)[:300]}
            )
        self._headings = set(known.values())
        for row in rows:
            values = {known[name]: value for name, value in row.values.items() if name in known}
            values.update(dict.fromkeys(self._headings - set(values)))
            yield Row(
                row.number, values, {known[name]: why for name, why in row.wrong.items() if name in known}
            )

    def unknown(self, table: Table) -> list[str]:
        known = self.known(table.headings)
        return [name for name in table.headings if name not in known]

    def results(self, rows: Iterable[Row], *, dry_run: bool) -> Iterator[Result]:
        """Go through the rows, one by one unless a subclass knows a quicker way."""
        for row in rows:
            what, problems = self._one(row, dry_run=dry_run)
            yield Result(row, what, problems)

    def write_batches(
        self, rows: Iterable[Row], *, after: int, written: Callable[[list[Result]], None]
    ) -> None:
        """Write the rows behind the first `after`, calling `written` in the transaction of each batch."""
        raise NotImplementedError

    def undo(self, upload: str) -> int:
        """Take back what the import of this upload made; lists that cannot be taken back have no button."""
        raise NotImplementedError

    # --- one row -------------------------------------------------------------------------------------------
    def _one(self, row: Row, *, dry_run: bool) -> tuple[str, list[tuple[str, str]]]:
        if row.wrong:
            return "wrong", list(row.wrong.items())
        # A savepoint, so that a row the database refuses does not take the other rows' errors with it.
        with transaction.atomic():
            result = self.import_row(dict(row.values), None, row_number=row.number, dry_run=dry_run)
            problems = self.problems(result)
            if problems:
                transaction.set_rollback(True)
        if problems or result.import_type in (RowResult.IMPORT_TYPE_ERROR, RowResult.IMPORT_TYPE_INVALID):
            return "wrong", problems or [("", _("This row cannot be read."))]
        kinds = {RowResult.IMPORT_TYPE_NEW: "new", RowResult.IMPORT_TYPE_UPDATE: "changed"}
        return kinds.get(result.import_type, "same"), []

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        self._before = None if new else self._values(instance)

    def skip_row(
        self, instance: Any, original: Any, row: Any, import_validation_errors: dict[str, Any] | None = None
    ) -> bool:
        return (
            not import_validation_errors
            and self._before is not None
            and self._before == self._values(instance)
        )

    def _values(self, instance: Any) -> list[Any]:
        return [column.get_value(instance) for column in self.get_import_fields()]

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        if not kwargs.get("dry_run"):
            self.write(instance, is_create)
        self.seen(instance, row)

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Nothing: `write` has written everything."""

    def write(self, instance: Any, is_create: bool) -> None:
        raise NotImplementedError

    def seen(self, instance: Any, row: Any) -> None:
        """Called for each good row, looked at or written: later rows may speak of it."""

    def problems(self, result: RowResult) -> list[tuple[str, str]]:
        """Column and sentence for everything wrong with a row."""
        named = {column.attribute: column.column_name for column in self.columns()}
        found: list[tuple[str, str]] = []
        if isinstance(result.validation_error, ValidationError):
            if hasattr(result.validation_error, "error_dict"):
                for attribute, errors in result.validation_error.message_dict.items():
                    where = "" if attribute == NON_FIELD_ERRORS else named.get(attribute, "")
                    found += [(where, str(error)) for error in errors]
            else:
                found += [("", str(error)) for error in result.validation_error.messages]
        for error in result.errors:
            found.append(("", self._sentence(error.error)))
        return found

    @staticmethod
    def _sentence(error: Exception) -> str:
        if isinstance(error, PermissionDenied):
            return str(error) or _("Your account may not do this.")
        if isinstance(error, (ValueError, ValidationError)) or type(error).__name__ == "Refused":
            return str(error)
        return _("This row cannot be written (%(kind)s).") % {"kind": type(error).__name__}

    # --- out -----------------------------------------------------------------------------------------------
    def columns_of(self, asked: QueryDict) -> list[Column]:
        """Those of the list on the screen; those that an import reads where it is to be read again."""
        again = "nhap-lai" in asked or not self.listed
        return self.exported_columns() if again else list(self.listed)

    def in_order(self, found: Any, asked: QueryDict, default: str) -> Any:
        """Sorted as on the screen."""
        wanted = asked.get("ordering", "")
        order = wanted if wanted.removeprefix("-") in self.sorted_by else default
        return found.order_by(order, "pk")

    def rows(self, instances: QuerySet[Any], columns: list[Column]) -> Iterator[list[Any]]:
        """What an export writes, many at a time: days stay days, everything else is as a clerk reads it."""
        source = instances.iterator(chunk_size=TOGETHER)
        while batch := list(islice(source, TOGETHER)):
            self.prepare(batch)
            for instance in batch:
                yield [_shown(column, instance) for column in columns]

    def prepare(self, instances: list[Any]) -> None:
        """Fetch at once what several columns need."""

    def exported(self, filters: QueryDict) -> Any:
        """The instances an export holds, in order, as far as its person may see them."""
        raise NotImplementedError


def _shown(column: Column, instance: Any) -> Any:
    value = column.get_value(instance)
    if value is None or (isinstance(value, (date, datetime, int)) and not isinstance(value, bool)):
        return value
    return column.widget.render(value)


KINDS: dict[str, type[SheetResource]] = {}


def register(resource: type[SheetResource]) -> None:
    """Called by the app that owns the list, in AppConfig.ready()."""
    KINDS[resource.kind] = resource


def _rank(name: str, heading: str, chosen: dict[str, str]) -> int:
    """How surely a column of a file is meant for one of ours; the surest first."""
    key = heading_key(name)
    return 0 if key in chosen else 1 if key == heading_key(heading) else 2
