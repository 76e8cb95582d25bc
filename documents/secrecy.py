"""Secret papers are lines of a register: whatever road their text or file comes on, it is refused."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from documents.reading.errors import ReadingError
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_header
from documents.reading.sources import extract_of

#: So many letters of a text can hold the stamps of its head.
HEAD: Final = 3_000


def stamped(text: str) -> str:
    """The degree of secrecy stamped at the head of a text: mật, tối mật, tuyệt mật; empty for an open one."""
    if "mật" not in text[:HEAD].lower():
        return ""
    return read_header(text, STANDARD).header.secrecy or ""


def stamped_on_file(content: bytes) -> str:
    """The same for a file; one that cannot be read says nothing."""
    try:
        return stamped(extract_of(content).text)
    except ReadingError:
        return ""


def refusal(degree: str) -> str:
    return _(
        "The paper is stamped “%(degree)s”. Text and files of secret papers are not kept in this system: "
        "enter it as a line of the register."
    ) % {"degree": degree.upper()}
