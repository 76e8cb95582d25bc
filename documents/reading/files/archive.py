"""Packed Office files: what they would unpack to is counted before any of it is unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from documents.reading.errors import ReadingError

MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 2_000
# A document type or an entity in any encoding of XML; no Office program writes one.
_ENTITY = re.compile(
    rb"<\x00?!\x00?(?:E\x00?N\x00?T\x00?I\x00?T\x00?Y|D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E)"
)


class Archive:
    """A packed file within the budget."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = frozenset(packed.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of a part, or None when there is no such part."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self.packed.read(name), parser)


def names_of(data: bytes) -> frozenset[str]:
    """Return the names of the parts of a packed file that is within the budget."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        _count(packed)
        return frozenset(packed.namelist())


def _count(packed: zipfile.ZipFile) -> None:
    members = packed.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _bomb()
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError("encrypted", "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")


@contextmanager
def opened(data: bytes) -> Iterator[Archive]:
    """Open a packed file after counting it; the sizes it states may be lies, so XML is read to the end."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        _count(packed)
        unpacked = 0
        for member in packed.infolist():
            if member.filename.endswith((".xml", ".rels")):
                unpacked += _read_through(packed, member, MAX_UNPACKED - unpacked)
        yield Archive(packed)


def _read_through(packed: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    size, tail = 0, b""
    with packed.open(member) as part:
        while chunk := part.read(1 << 20):
            size += len(chunk)
            if size > budget:
                raise _bomb()
            if _ENTITY.search(tail + chunk):
                raise ReadingError(
                    "broken", "Tệp chứa khai báo không an toàn nên bị từ chối. Hãy lưu lại tệp rồi thử lại."
                )
            tail = chunk[-24:]
    return size


def _bomb() -> ReadingError:
    return ReadingError("bomb", "Tệp nén chứa quá nhiều dữ liệu nên bị từ chối. Hãy chọn tệp khác.")
