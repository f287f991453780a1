"""Forms from their folders: `form.toml`, `statements/*.toml`, `narrative/*.j2` and, if it has one of its own, `glossary.toml`.

A folder is read as package data, converted into the records of `form.py`, and looked over for contradictions once. What forms
have in common, words that several templates import and the usual glossary, lies in `phrases/`; a form's own comes first.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import tomli

from budgetbook.errors import FormError, UsageError
from budgetbook.forms.consistency import contradictions
from budgetbook.forms.form import Form

_FORM_FILE = "form.toml"
_FIRST_TABLE = re.compile(r"^\[", re.MULTILINE)


class FormTitles(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a form in a document: the year it begins with, and the number and title of each statement (see `fill`)."""

    name: str
    first_year: int
    titles: tuple[tuple[int, str], ...]


@cache
def available() -> tuple[str, ...]:
    """The names of the forms there are, in alphabetical order."""
    return tuple(
        sorted(
            each.name
            for each in resources.files("budgetbook.forms").iterdir()
            if each.is_dir() and (each / _FORM_FILE).is_file()
        )
    )


@cache
def load(name: str) -> Form:
    """The form called `name`. Raises UsageError where there is none, FormError where its folder contradicts itself."""
    if name not in available():
        raise UsageError(f"没有名为“{name}”的表样。可选：{'、'.join(available())}")
    return load_folder(resources.files("budgetbook.forms") / name)


@cache
def titles_of(name: str) -> FormTitles:
    """The titles of the form called `name`, without the work of loading all of it. Raises as `load`."""
    if name in available():
        folder = resources.files("budgetbook.forms") / name
        heads = [_head(each) for each in (folder / _FORM_FILE, *_statements(folder))]
        with suppress(KeyError):
            titles = tuple((head["number"], head["title"]) for head in heads[1:])
            return FormTitles(name=name, first_year=heads[0]["first_year"], titles=titles)
    form = load(name)  # which says what is wrong
    titles = tuple((statement.number, statement.title) for statement in form.statements)
    return FormTitles(name=name, first_year=form.first_year, titles=titles)


@cache
def template(form: str, file: str) -> str:
    """The text of a narrative template of a form. Raises FormError where the form has no such file."""
    found = template_in(resources.files("budgetbook.forms") / form, file) if form in available() else None
    if found is None:
        raise FormError(f"表样 {form}：没有文字模板 narrative/{file}")
    return found


def template_in(folder: Traversable, file: str) -> str | None:
    """The text of `narrative/file` in a form's folder, or of the phrases that forms share; None where there is none."""
    # A template names another one in its own folder only: nothing of the file system can be reached.
    if "/" in file or "\\" in file or not file.endswith(".j2"):
        return None
    for place in (folder / "narrative", _phrases()):
        if (path := place / file).is_file():
            return path.read_text("utf-8")
    return None


def load_folder(folder: Traversable) -> Form:
    """The form in `folder`, wherever it lies. Raises FormError naming the file and what is wrong in it."""
    raw = _toml(folder / _FORM_FILE)
    raw["statements"] = sorted(map(_toml, _statements(folder)), key=lambda each: str(each.get("number", "")).zfill(4))
    own = folder / "glossary.toml"
    raw["glossary"] = _toml(own if own.is_file() else _phrases() / "glossary.toml").get("terms", [])
    try:
        form = msgspec.convert(raw, Form)
    except msgspec.ValidationError as error:
        raise FormError(f"表样 {folder.name}：{error}") from error
    wrong = contradictions(form, raw, lambda file: template_in(folder, file) is not None)
    if wrong:
        raise FormError(f"表样 {folder.name}：" + "；".join(wrong))
    return form


def _phrases() -> Traversable:
    return resources.files("budgetbook.forms") / "phrases"


def _statements(folder: Traversable) -> list[Traversable]:
    files = [each for each in (folder / "statements").iterdir() if each.name.endswith(".toml")]
    return sorted(files, key=lambda each: each.name)


def _head(path: Traversable) -> dict[str, Any]:
    """What a file says before its first table. TOML has the keys that belong to no table there and nowhere else."""
    text = path.read_text("utf-8")
    try:
        return tomli.loads(_FIRST_TABLE.split(text, maxsplit=1)[0])
    except tomli.TOMLDecodeError:  # an array that takes several lines looks like a table
        return _toml(path)


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise FormError(f"表样文件 {path.name} 无法读取：{error}") from error
