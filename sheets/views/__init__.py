"""Lists in the browser: upload one, say what its columns are, look at it, import it; and export."""

from sheets.views.exporting import export, template
from sheets.views.importing import preview, refused_rows, run, undo
from sheets.views.uploading import columns, upload

__all__ = ["columns", "export", "preview", "refused_rows", "run", "template", "undo", "upload"]
