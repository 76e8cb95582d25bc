"""Hand a stored file to a browser without letting it act there."""

from __future__ import annotations

import mimetypes
from typing import Any

from django.http import FileResponse, Http404

from documents.ranges import Asked, part_of

#: Types a browser may show in place; anything else is saved to disk.
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp"})


def deliver(
    file: Any, name: str, content_type: str = "", *, asked: Asked | None = None, version: str = ""
) -> Any:
    """The file as an answer: never sniffed, never run, never kept by a shared cache; 404 when it is lost.

    `asked` is the part that is wanted, for a download that goes on or a PDF leafed through. Other bytes have
    another `version`, so that nobody goes on with the download of a file that was replaced.
    """
    guessed = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=guessed not in SHOWN, filename=name, content_type=guessed)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-store"
    if version:
        response["ETag"] = f'"{version}"'
    return part_of(response, opened, file.size, asked or Asked())
