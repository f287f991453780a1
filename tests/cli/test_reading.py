"""`read` and `check --together` as people and machines meet them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from budgetbook.cli.read import _DOUBTS
from tests.services.test_merging import TABLES, WORDS

COMMAND = Path(sys.executable).with_name("budgetbook")


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(COMMAND), *map(str, arguments)], capture_output=True, text=True, timeout=120)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    words, tables = tmp_path / "文字.txt", tmp_path / "表格.txt"
    words.write_text(WORDS)
    tables.write_text(TABLES.format(year="2027年", odd="9.00"))
    return words, tables


def test_two_files_are_read_as_one(files: tuple[Path, Path]) -> None:
    run = _run("read", *files, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    whole = json.loads(run.stdout)
    assert (whole["source"]["name"], len(whole["statements"]), len(whole["narrative"])) == ("文字.txt + 表格.txt", 1, 1)
    assert whole["statements"][0]["place"] == {"line": 1, "file": "表格.txt"}


def test_people_see_how_much_was_understood(files: tuple[Path, Path]) -> None:
    run = _run("read", files[1])
    assert (run.returncode, run.stderr) == (0, "")
    assert "报表金额 6 个，坐标齐全 6 个（100.0%）" in run.stdout
    words_only = _run("read", files[0])
    assert "没有读到报表。表格若在另一个文件里，请一并给出：read 文件1 文件2" in words_only.stdout


def test_checked_apart_and_together(files: tuple[Path, Path]) -> None:
    apart = _run("check", *files, "--json")
    assert len(apart.stdout.strip().splitlines()) == 2
    together = _run("check", "--together", *files, "--json")
    assert together.returncode == 1
    report = json.loads(together.stdout)
    assert {place["file"] for finding in report["findings"] for place in finding["places"]} == {"表格.txt"}
    assert "表格.txt" in _run("check", "--together", *files).stdout
    assert "像是同一份公开的另一部分：表格.txt。" in _run("check", *files).stdout


def test_files_that_do_not_belong_together(files: tuple[Path, Path]) -> None:
    files[1].write_text(files[1].read_text().replace("2027", "2026"))
    for call in (("read",), ("check", "--together")):
        run = _run(*call, *files)
        assert (run.returncode, run.stdout) == (2, "")
        assert len(run.stderr.strip().splitlines()) == 1
        assert "2026 年度" in run.stderr


@pytest.mark.parametrize("options", [("--page", 1), ("--image", "a.png"), ("--page", 1, "--image", "a.png")])
def test_a_page_needs_a_picture_and_a_pdf(
    files: tuple[Path, Path], options: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = _run("read", files[0], *options)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--page" in run.stderr
    assert not (tmp_path / "a.png").exists()


def test_every_kind_of_doubt_has_a_name_for_people() -> None:
    source = Path(__file__).parents[2] / "src" / "budgetbook" / "readers"
    kinds = {kind for path in source.rglob("*.py") for kind in re.findall(r'\bwhat="(\w+)"', path.read_text("utf-8"))}
    assert kinds <= set(_DOUBTS)
