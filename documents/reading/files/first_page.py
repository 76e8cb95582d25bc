"""The first page of a file as a picture, small enough for a phone."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

#: Across, in pixels: text of 13 points is read at this width.
WIDTH = 900
#: A page at most so many times as high as it is wide; what is below is left out.
_TALLEST = 3


@dataclass(frozen=True)
class Picture:
    content: bytes
    """WebP."""

    def as_json(self) -> dict[str, Any]:
        return {"picture": base64.b64encode(self.content).decode()}

    @staticmethod
    def of_json(told: dict[str, Any]) -> Picture:
        return Picture(base64.b64decode(told["picture"]))


def draw_pdf(data: bytes) -> Picture:
    """The first page of a PDF; whatever is wrong with it is raised as the library raises it."""
    with pypdfium2.PdfDocument(data) as paper:
        page = paper[0]
        return _packed(page.render(scale=WIDTH / page.get_width()).to_pil())


def draw_picture(data: bytes) -> Picture:
    """A picture as it is looked at: turned as its camera noted, without what else was noted."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.draft("RGB", (WIDTH, WIDTH * _TALLEST))
        return _packed(ImageOps.exif_transpose(picture))


def _packed(picture: Image.Image) -> Picture:
    shown = picture.convert("RGB")
    shown.thumbnail((WIDTH, WIDTH * _TALLEST))
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=70)
    return Picture(out.getvalue())
