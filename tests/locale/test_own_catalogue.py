"""Everything we say is said in Vietnamese, in the words and spelling of the office."""

import re

import polib
import pytest

from tests.locale.messages import ROOT, asked_for
from vietnamese.text import canonical

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd%]|\{[a-z_]*\}")


@pytest.fixture(scope="module")
def entries():
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE))}


@pytest.fixture(scope="module")
def asked():
    return asked_for()


def said(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_nothing_is_left_in_english(entries, asked):
    missing = [
        f"{place}: {text!r} ({context or 'no context'})"
        for (context, text, _), place in asked.items()
        if (context, text) not in entries or not any(said(entries[context, text]))
    ]
    assert not missing, "\n".join(missing)


def test_nothing_is_translated_that_nobody_says(entries, asked):
    wanted = {(context, text) for context, text, _ in asked}
    assert not sorted(str(key) for key in entries if key not in wanted)


def test_what_stands_for_names_and_numbers_is_kept(entries):
    for entry in entries.values():
        for text in filter(None, said(entry)):
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            assert set(PLACEHOLDER.findall(text)) == wanted, entry.msgid


def test_tone_marks_stand_where_the_office_puts_them(entries):
    for entry in entries.values():
        for text in filter(None, said(entry)):
            assert canonical(text) == text, text


def test_no_word_the_office_does_not_use(entries):
    for entry in entries.values():
        for text in filter(None, said(entry)):
            assert not re.search(r"vui lòng|\bfile\b|!", text, re.IGNORECASE), text
