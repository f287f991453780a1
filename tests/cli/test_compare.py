"""`budgetbook compare` and `budgetbook check` of several documents, as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetbook.cli.app import run
from budgetbook.model.codec import encode
from tests.checks.shelf.shelved import worded
from tests.shelves import shelf


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    documents = shelf()
    changed = worded(documents.this, "比上年增加132.90万元", "比上年增加152.90万元")
    for name, document in (("last", documents.last), ("this", documents.this), ("changed", changed)):
        (folder / f"{name}.json").write_bytes(encode(document))
    return folder


def test_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(folder / "this.json"), str(folder / "last.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "青石市文化和旅游局 2026 与 2027 年度对比"
    assert "项目  新增 1，更名 1，有变化 4，未变 0" in lines
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 110


def test_same_document_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *[str(folder / "this.json")] * 2]) == 0
    assert "两份文件的内容没有差别" in capsys.readouterr().out


def test_json_alone_on_standard_output(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["compare", str(folder / "last.json"), str(folder / "this.json"), "--json"]) == 0
    made = json.loads(capfdbinary.readouterr().out)
    assert (made["schema"], made["standing"]) == ("budgetbook/comparison/1", "years")


@pytest.mark.parametrize("suffix", ["html", "xlsx", "json"])
def test_files(folder: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / f"对比.{suffix}"
    assert run(["compare", str(folder / "last.json"), str(folder / "this.json"), "-o", str(target)]) == 0
    assert target.stat().st_size > 1000
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["last.json", "this.json", "-o", "x.pdf"], "只能写成 .html、.xlsx、.json"),
        (["last.json", "nowhere.pdf"], "nowhere.pdf"),
        (["last.json"], "缺少参数 B"),
    ],
)
def test_wrong_calls_are_one_line(
    folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    assert run(["compare", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and len(printed.err.strip().splitlines()) == 1 and words in printed.err
    assert sorted(folder.iterdir()) == before


def test_check_says_which_documents_belong_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(folder / "last.json"), str(folder / "changed.json")])
    out = capsys.readouterr().out
    assert "与上年的文件一起核对：last.json" in out
    assert "与下一年的文件一起核对：changed.json" in out
    assert "shelf.stated_change" in out
    assert "共 2 份" in out


def test_check_names_two_versions_that_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", *[str(folder / "this.json")] * 2])
    assert "（内容相同）" in capsys.readouterr().out
