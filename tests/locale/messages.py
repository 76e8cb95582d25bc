"""The messages our own code and templates ask gettext for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
OURS = ("agencies", "documents", "home", "jobs", "notices", "search", "sheets", "site", "tasks")
#: function → positions of (context, message, plural) among its arguments
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_IN_TEMPLATE = re.compile(r"\b(?:_|n?p?gettext)\((?:[^()\"']|u?\"(?:[^\"\\]|\\.)*\"|u?'(?:[^'\\]|\\.)*')*\)")

Message = tuple[str | None, str, str | None]


def asked_for() -> dict[Message, str]:
    """Each message (context, text, plural) with a file that asks for it."""
    found: dict[Message, str] = {}
    for path in _files("*.py"):
        for message in _messages(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        # Django rewrites a template so that only its messages are left, as calls.
        code = templatize(path.read_text(encoding="utf-8"))
        for call in _IN_TEMPLATE.finditer(code):
            for message in _messages(call.group()):
                found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def _files(pattern: str) -> Iterator[Path]:
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def _messages(code: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in FUNCTIONS:
            continue
        context, text, plural = (_text(node, place) for place in FUNCTIONS[name])
        if text:
            yield context, text, plural


def _text(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None
