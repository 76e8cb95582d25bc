"""What the public pages of papers show: view data made of rows, with a constant number of queries."""

from documents.presentation.paper import document_context
from documents.presentation.section import section_context

__all__ = ["document_context", "section_context"]
