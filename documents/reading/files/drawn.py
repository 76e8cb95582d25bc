"""The pages of a file as pictures, small enough for a phone."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from documents.reading.errors import ReadingError

#: Across, in pixels: text of 13 points is read at this width.
WIDTH = 900
#: A page at most so many times as high as it is wide; what is below is left out.
_TALLEST = 3


@dataclass(frozen=True)
class Picture:
    """A page as WebP, and of how many it is one."""

    content: bytes
    pages: int

    def as_json(self) -> dict[str, Any]:
        return {"picture": base64.b64encode(self.content).decode(), "pages": self.pages}

    @staticmethod
    def of_json(told: dict[str, Any]) -> Picture:
        return Picture(base64.b64decode(told["picture"]), told["pages"])


def draw_pdf(data: bytes, number: int) -> Picture:
    """A page of a PDF, the first is 1; whatever is wrong with it is raised as the library raises it."""
    with pypdfium2.PdfDocument(data) as paper:
        if not 1 <= number <= len(paper):
            raise _no_page(number)
        page = paper[number - 1]
        return _packed(page.render(scale=WIDTH / page.get_width()).to_pil(), len(paper))


def draw_picture(data: bytes, number: int) -> Picture:
    """A picture as it is looked at: turned as its camera noted, without what else was noted.

    Only a TIFF has more than one.
    """
    with Image.open(io.BytesIO(data)) as picture:
        pages = getattr(picture, "n_frames", 1)
        if not 1 <= number <= pages:
            raise _no_page(number)
        picture.seek(number - 1)
        picture.draft("RGB", (WIDTH, WIDTH * _TALLEST))
        return _packed(ImageOps.exif_transpose(picture), pages)


def _no_page(number: int) -> ReadingError:
    return ReadingError("no_page", f"Tệp không có trang {number}.")


def _packed(picture: Image.Image, pages: int) -> Picture:
    shown = picture.convert("RGB")
    shown.thumbnail((WIDTH, WIDTH * _TALLEST))
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=70)
    return Picture(out.getvalue(), pages)
