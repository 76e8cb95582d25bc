"""What: papers, their clauses, references, registers and files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Official documents")

    def ready(self) -> None:
        from documents import actions  # noqa: F401  the log must know every action from the start
        from documents.resources import DocumentResource
        from sheets.resources import register

        register(DocumentResource)
