"""The Wagtail admin and the other libraries speak the same Vietnamese as the rest of the product."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

from vietnamese.text import canonical

LOCALE = Path(__file__).resolve().parents[2] / "locale"
OURS = LOCALE / "libraries" / "vi" / "LC_MESSAGES"
OWN = LOCALE / "vi" / "LC_MESSAGES"
DOMAINS = ["django.po", "djangojs.po"]
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*[\d.]*[a-z]|%[sdr]|\{\w*\}|</?\w+(?:\s[^>]*)?/?>")
FORBIDDEN = re.compile(r"vui lòng|xin lỗi|!|\bfile\b|tập tin|tài liệu wagtail", re.IGNORECASE)

Key = tuple[str | None, str]


def wagtail() -> Path:
    spec = find_spec("wagtail")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def entries(path: Path) -> dict[Key, polib.POEntry]:
    if not path.exists():
        return {}
    return {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path)) if not e.obsolete}


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_clerk_meets_no_english_in_the_wagtail_admin(domain: str) -> None:
    ours = entries(OURS / domain)
    untranslated = []
    for english in wagtail().rglob(f"locale/en/LC_MESSAGES/{domain}"):
        if "styleguide" in english.parts:
            continue
        theirs = entries(english.parents[2] / "vi" / "LC_MESSAGES" / domain)
        for key in entries(english):
            entry = ours.get(key) or theirs.get(key)
            if entry is None or entry.fuzzy or not all(texts(entry)):
                untranslated.append(f"{english.parents[3].name}: {key[1]!r}")
    assert untranslated == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_names_and_links_inside_a_sentence_survive_its_translation(domain: str) -> None:
    for key, entry in entries(OURS / domain).items():
        expected = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in texts(entry):
            assert sorted(PLACEHOLDER.findall(text)) == expected, key


@pytest.mark.parametrize("domain", DOMAINS)
def test_spaces_around_a_text_are_kept_because_another_word_follows(domain: str) -> None:
    for key, entry in entries(OURS / domain).items():
        for text in texts(entry):
            assert text[: len(text) - len(text.lstrip())] == key[1][: len(key[1]) - len(key[1].lstrip())], key
            assert text[len(text.rstrip()) :] == key[1][len(key[1].rstrip()) :], key


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_words_are_those_of_an_office(domain: str) -> None:
    for key, entry in entries(OURS / domain).items():
        for text in texts(entry):
            assert canonical(text) == text, key
            assert not FORBIDDEN.search(text), (key, text)


def test_wagtail_documents_are_called_attachments_because_papers_are_documents_here() -> None:
    ours = entries(OURS / "django.po")
    for key, entry in ours.items():
        if re.search(r"\bdocuments?\b", re.sub(r"<[^>]*>|%\(\w+\)s", "", key[1]), re.IGNORECASE):
            for text in texts(entry):
                assert "văn bản" not in text.lower(), key
    assert ours[None, "Documents"].msgstr == ours[None, "Document"].msgstr == "Tệp đính kèm"


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_own_texts_do_not_rename_what_a_library_calls_by_the_same_english(domain: str) -> None:
    """Our catalogue wins over the libraries': one English word, two meanings needs a msgctxt on ours."""
    own, libraries = entries(OWN / domain), entries(OURS / domain)
    renamed = {
        key: (texts(own[key]), texts(libraries[key]))
        for key in own.keys() & libraries.keys()
        if texts(own[key]) != texts(libraries[key])
    }
    assert renamed == {}
