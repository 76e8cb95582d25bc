"""Translations are compiled when they changed, and only then."""

import os

import pytest

from config.catalogues import compile_all

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr "Lưu"\n'


def test_a_changed_catalogue_is_compiled_once(tmp_path) -> None:
    source = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    assert compile_all(tmp_path) == 1
    assert "Lưu".encode() in source.with_suffix(".mo").read_bytes()
    assert compile_all(tmp_path) == 0
    os.utime(source, (source.stat().st_mtime + 5,) * 2)
    assert compile_all(tmp_path) == 1


def test_a_broken_catalogue_is_named(tmp_path) -> None:
    (tmp_path / "django.po").write_text('msgid "Save\nmsgstr', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"django\.po"):
        compile_all(tmp_path)
