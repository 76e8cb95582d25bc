"""Evidence as it arrives: what it is by its content, under a harmless name, photos without their place."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from documents.filetypes import TYPES, kind_of
from tasks.actions import Upload
from vietnamese.names import shown_name

LARGEST: Final = 20 * 1024 * 1024
MOST: Final = 10
ACCEPT: Final = "image/*,.pdf,.doc,.docx,.xls,.xlsx"
#: Photos are made no larger than this on their longer side.
LONGEST_SIDE: Final = 2400
MOST_PIXELS: Final = 40_000_000
_MEGABYTE = 1024 * 1024


def read(file: Any) -> Upload:
    """Check one uploaded file; ValidationError holds a sentence for the person who chose it."""
    shown = shown_name(file.name or "")
    if file.size > LARGEST:
        size = -(-file.size // _MEGABYTE)
        raise ValidationError(
            _("The file is %(size)d MB, the limit is %(limit)d MB: %(name)s")
            % {"size": size, "limit": LARGEST // _MEGABYTE, "name": shown}
        )
    content: bytes = file.read()
    if not content:
        raise ValidationError(_("The file %(name)s is empty") % {"name": shown})
    kind = kind_of(content)
    if kind in {"png", "jpg"}:
        try:
            content = without_place(content, kind)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            kind = ""
    if not kind:
        raise ValidationError(_("The file %(name)s is not of an allowed type") % {"name": shown})
    return Upload(
        shown_name(file.name or "", kind), TYPES[kind], content, hashlib.sha256(content).hexdigest()
    )


def without_place(content: bytes, kind: str) -> bytes:
    """The picture drawn anew: turned the right way up, no larger than needed, without GPS or other notes."""
    with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        clear = kind == "png" and (picture.has_transparency_data or "A" in picture.getbands())
        plain = picture.convert("RGBA" if clear else "RGB")
        plain.info.clear()
        drawn = BytesIO()
        if kind == "jpg":
            plain.save(drawn, "JPEG", quality=85)
        else:
            plain.save(drawn, "PNG")
    return drawn.getvalue()
