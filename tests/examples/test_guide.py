"""The guide names only commands, options and sheets that exist."""

from __future__ import annotations

import re
from pathlib import Path

import typer.main

from budgetbook.cli.app import app
from budgetbook.forms.entry import load_entry, load_guide
from budgetbook.writers.workbook.summary import NAME

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def _called() -> list[list[str]]:
    """The words of every `budgetbook …` line and inline call."""
    lines = re.findall(r"^    budgetbook ([a-z].*)$|`budgetbook ([a-z][^`]*)`", GUIDE, re.MULTILINE)
    return [(block or inline).split() for block, inline in lines]


def test_every_command_and_option_exists() -> None:
    called = _called()
    assert {words[0] for words in called} == set(COMMANDS) - {"demo"}
    for command, *words in called:
        options = {option for each in COMMANDS[command].params for option in each.opts}
        assert [word for word in words if word.startswith("-") and word not in options] == [], command


def test_every_sheet_of_the_workbook_is_explained_in_order() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", GUIDE.split("各表如下：")[1].split("几条规矩")[0], re.MULTILINE)
    sheets = [load_guide().name, NAME, *(sheet.name for sheet in load_entry().sheets)]
    assert rows[1:] == sheets


def test_every_picture_and_page_is_there() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    docs = Path(__file__).parents[2] / "docs"
    assert [each for each in linked if not (docs / each).is_file()] == []
