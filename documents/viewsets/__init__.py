"""The lists of papers, types and registers in the admin."""

from documents.viewsets.catalogues import RegisterViewSet, TypeViewSet
from documents.viewsets.editing import PaperPages
from documents.viewsets.papers import PaperViewSet

__all__ = ["PaperPages", "PaperViewSet", "RegisterViewSet", "TypeViewSet"]
