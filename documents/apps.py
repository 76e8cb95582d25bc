"""What: papers, their clauses, references, registers and files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Official documents")

    def ready(self) -> None:
        # The log must know every action from the start, the worker every work and errand, and each refusal
        # of the database its sentence.
        from documents import (
            actions,  # noqa: F401
            file_pages,  # noqa: F401
            guards,  # noqa: F401
            scheduled,  # noqa: F401
        )
        from documents.admin_views import printed_books  # noqa: F401
        from documents.archive import destroying, disposal, dossiers, exporting, holding, lending, sweeping  # noqa: F401
        from documents.dossier_list import DossierResource
        from documents.effects import document_opened
        from documents.intake import actions as intake_actions  # noqa: F401
        from documents.intake import work  # noqa: F401
        from documents.outgoing.sending import note_opening
        from documents.resources import DocumentResource
        from sheets.resources import register

        register(DocumentResource)
        register(DossierResource)
        document_opened.add(note_opening)
