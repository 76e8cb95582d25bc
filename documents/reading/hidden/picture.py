"""Pictures: where and by whom they were taken. What is seen is not touched, not even packed anew."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import ExifTags, Image

from documents.reading.hidden.findings import Hidden, told

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_TOLD = {"Make": "property", "Model": "property", "Software": "property", "DateTime": "property",
         "Artist": "author", "Copyright": "author", "ImageDescription": "comment"}  # fmt: skip
_PLACE = 0x8825
_TURNED = 0x0112
_START, _SCAN = 0xD8, 0xDA
#: Segments of JPEG that programs write about a picture: APP1, APP3 to APP13, APP15 and comments. The colour
#: profile (APP2) and the transform (APP14) belong to what is seen.
_ABOUT = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})


def look_into_picture(data: bytes) -> Hidden:
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif()
        written = getattr(picture, "text", None) or {
            name: picture.info[name] for name in ("comment", "xmp") if name in picture.info
        }
        found = list(_found(exif, {str(name): str(words) for name, words in written.items()}))
        turned = exif.get(_TURNED)
    if not found:
        return Hidden()
    clean = _clean_png(data) if data.startswith(_PNG) else _clean_jpeg(data, turned)
    return Hidden(tuple(found), clean)


def _found(exif: Image.Exif, info: dict[str, str]) -> Iterator[tuple[str, str]]:
    place = exif.get_ifd(_PLACE)
    if place:
        words = (f"{ExifTags.GPSTAGS.get(tag, tag)}: {value}" for tag, value in place.items())
        yield ("place", "; ".join(words)[:200])
    for tag, value in exif.items():
        name = ExifTags.TAGS.get(tag, "")
        if name in _TOLD:
            yield from told(_TOLD[name], [f"{name}: {value}"])
    yield from told("property", (f"{name}: {words}" for name, words in info.items()))


def _clean_png(data: bytes) -> bytes:
    out, at = bytearray(_PNG), len(_PNG)
    while at + 8 <= len(data):
        size = struct.unpack(">I", data[at : at + 4])[0] + 12
        if data[at + 4 : at + 8] not in _PNG_TEXT:
            out += data[at : at + size]
        at += size
    return bytes(out)


def _clean_jpeg(data: bytes, turned: int | None) -> bytes:
    """Of what was said about the picture only how it is turned stays."""
    out, at = bytearray(b"\xff\xd8"), 2
    if turned not in (None, 1):
        kept = Image.Exif()
        kept[_TURNED] = turned
        said = kept.tobytes()
        out += b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        size = struct.unpack(">H", data[at + 2 : at + 4])[0] + 2
        if data[at + 1] not in _ABOUT:
            out += data[at : at + size]
        at += size
    return bytes(out + data[at:])
