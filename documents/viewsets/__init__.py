"""The lists of papers, types and registers in the admin."""

from documents.viewsets.catalogues import RegisterViewSet, TypeViewSet
from documents.viewsets.papers import PaperViewSet

__all__ = ["PaperViewSet", "RegisterViewSet", "TypeViewSet"]
