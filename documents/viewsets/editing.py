"""The form of a paper in the admin, saved as a whole or not at all."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from agencies.refusals import refusal
from documents.models import DocumentPage


class _AsAWhole:
    """Row, revision and publication are one transaction: one commit, and nothing half done behind it.

    Where the database refuses what the form had let pass, because somebody issued or froze the paper at that
    very moment, the form comes back with the reason and with everything that was typed.
    """

    form: Any
    page: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]
        except IntegrityError as error:
            sentence = refusal(error)
            if not sentence:
                raise
        self.form.add_error(None, sentence)
        self.form.restore_required_fields()
        return self.form_invalid(self.form)  # type: ignore[attr-defined, no-any-return]


class CreatePaper(_AsAWhole, CreateView):  # type: ignore[misc]
    pass


class EditPaper(_AsAWhole, EditView):  # type: ignore[misc]
    pass


class PaperPages(PageViewSet):  # type: ignore[misc]
    """Wagtail's own screens of a page, for papers."""

    model = DocumentPage
    name = "paper-pages"
    icon = "doc-full"
    add_view_class = CreatePaper
    edit_view_class = EditPaper
