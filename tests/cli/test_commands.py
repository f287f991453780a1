"""The command line as its users meet it: exit statuses, one clear line, nothing half written."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from budgetbook import forms
from budgetbook.model.codec import encode
from budgetbook.writers.workbook import write_workbook
from tests.ledgers import small_ledger

COMMAND = Path(sys.executable).with_name("budgetbook")


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(COMMAND), *map(str, arguments)], capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "预算.xlsx"
    ledger = small_ledger()
    write_workbook(ledger, path, form=forms.load(ledger.form))
    return path


def _refused(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert run.returncode == 2, run
    assert run.stdout == ""
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "Traceback" not in run.stderr
    for word in words:
        assert word in run.stderr


def test_help_and_version() -> None:
    for arguments in (["--help"], ["--version"], ["publish", "--help"]):
        run = _run(*arguments)
        assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope"], "没有这个命令"),
        (["read"], "缺少参数 FILE"),
        (["read", "--nope", "x"], "没有选项 --nope"),
        (["new", "a.xlsx"], "--year"),
        (["new", "a.xlsx", "--year", "二零二七"], "--year"),
        (["new", "a.xlsx", "--year", "2027", "--kind", "x"], "--kind"),
        (["new", "a.txt", "--year", "2027"], ".xlsx"),
        (["new", "a.xlsx", "--year", "1949"], "1949"),
        (["new", "a.xlsx", "--year", "2027", "--form", "x"], "x"),
        (["publish", "nothing.xlsx", "-o", "out"], "找不到"),
        (["read", "."], "文件夹"),
    ],
)
def test_a_wrong_call_is_one_line(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _refused(_run(*arguments), words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b""),
        ("照片.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("假.docx", b"PK\x03\x04" + bytes(100)),
        ("假.pdf", b"%PDF-1.7\nnothing"),
        ("随便.txt", "今天天气很好。\n".encode()),
        ("乱.json", b'{"schema": "other/1"}'),
        ("新.json", b'{"schema": "budgetbook/disclosure/9"}'),
        ("二进制.bin", bytes(range(256)) * 40),
    ],
)
def test_a_file_that_is_no_disclosure_is_one_line(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for command in (["read", path], ["check", path], ["publish", path, "-o", tmp_path / "out"]):
        _refused(_run(*command), name)
    assert not (tmp_path / "out").exists()


def test_new_check_compile_trace_publish_read(workbook: Path, tmp_path: Path) -> None:
    run = _run("check", workbook, "--json")
    assert run.returncode == 0
    report = json.loads(run.stdout)
    assert (report["schema"], report["counts"]["error"]) == ("budgetbook/report/1", 0)

    traced = _run("compile", workbook, "--trace", "3/207/合计")
    assert traced.returncode == 0
    assert "支出" in traced.stdout

    _refused(_run("compile", workbook, "--trace", "3/999/合计"), "999")

    published = _run("publish", workbook, "-o", tmp_path / "out", "--format", "json,html")
    assert published.returncode == 0, published
    again = _run("publish", workbook, "-o", tmp_path / "out", "--format", "json,html")
    assert again.returncode == 0
    made = sorted(each.suffix for each in (tmp_path / "out").iterdir())
    assert made == [".html", ".json"]
    page = next((tmp_path / "out").glob("*.html"))
    read = _run("read", page, "--json")
    assert json.loads(read.stdout)["entity"]["name"] == small_ledger().entity.name


def test_next_year_starts_from_what_was_published(workbook: Path, tmp_path: Path) -> None:
    _run("publish", workbook, "-o", tmp_path, "--format", "json")
    published = next(tmp_path.glob("*.json"))
    year = small_ledger().fiscal_year
    run = _run("new", tmp_path / "next.xlsx", "--year", year + 1, "--from", published)
    assert run.returncode == 0, run
    assert "部门名称、2 个单位、1 个延续项目、9 个上年数" in run.stdout
    _refused(_run("new", tmp_path / "next.xlsx", "--year", year + 1, "--kind", "department"), "已存在")
    _refused(_run("new", tmp_path / "other.xlsx", "--year", year, "--from", published), str(year))


def test_one_unreadable_file_of_several_does_not_hide_the_others(workbook: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    run = _run("check", empty, workbook)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "空.pdf" in run.stderr
    assert run.stdout.splitlines()[-1] == "共 2 份：有错误 0 份，没有错误 1 份，读不了 1 份"
    as_json = _run("check", empty, workbook, "--json")
    assert (as_json.returncode, json.loads(as_json.stdout)["schema"]) == (2, "budgetbook/report/1")


def test_an_error_in_the_document_is_exit_status_1(workbook: Path, tmp_path: Path) -> None:
    run = _run("compile", workbook, "--json")
    disclosure = json.loads(run.stdout)
    rows = disclosure["statements"][2]["rows"]
    at = next(number for number, amount in enumerate(rows[0]["amounts"]) if amount)
    rows[0]["amounts"][at] = str(float(rows[0]["amounts"][at]) + 1)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(disclosure, ensure_ascii=False), encoding="utf-8")
    checked = _run("check", path)
    assert checked.returncode == 1
    assert "错误 1" in checked.stdout


def test_a_workbook_with_mistakes_names_cells_and_writes_nothing(workbook: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["支出"].cell(6, 9).value = "一百万"
    path = tmp_path / "错.xlsx"
    book.save(path)
    run = _run("publish", path, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "支出!I6" in run.stderr
    assert "一百万" in run.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_is_a_file_is_one_line(workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    _refused(_run("publish", workbook, "-o", tmp_path / "out", "--format", "json"), "不是文件夹")
    assert (tmp_path / "out").read_text() == "mine"


def test_ledger_json_works_as_a_workbook_does(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_bytes(encode(small_ledger()))
    assert _run("check", path).returncode == 0


def test_a_unit_gets_its_own_workbook_out_of_the_departments(workbook: Path, tmp_path: Path) -> None:
    unit = small_ledger().units[1].name
    run = _run("new", tmp_path / "unit.xlsx", "--from", workbook, "--unit", unit)
    assert run.returncode == 0, run
    ledger = json.loads(_run("compile", tmp_path / "unit.xlsx", "--json").stdout or "{}")
    assert ledger == {}, "what the unit must say of itself is still missing"
    missing = _run("check", tmp_path / "unit.xlsx")
    assert missing.returncode == 2
    assert "职责" in missing.stderr
    _refused(_run("new", tmp_path / "x.xlsx", "--from", workbook, "--unit", "没有的单位"), "没有的单位", unit)
    _refused(_run("new", tmp_path / "x.xlsx", "--year", "2027", "--unit", unit), "--from")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_ended_publish_leaves_nothing(ending: signal.Signals, workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call = [str(COMMAND), "publish", str(workbook), "-o", str(out)]
    # Under nohup, SIGHUP is ignored by whoever is started, and rightly: here it is to be heard.
    heard = partial(signal.signal, ending, signal.SIG_DFL)
    run = subprocess.Popen(call, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
    while run.poll() is None and not (out.exists() and any(out.iterdir())):
        time.sleep(0.005)
    run.send_signal(ending)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, "budgetbook：已中止，没有写完的文件都已清除\n")
    assert not out.exists()


def test_an_ending_is_heard_wherever_it_falls() -> None:
    """Python drops what is raised in a destructor."""
    program = (
        "import os, signal, sys, time\n"
        "from budgetbook.cli.outcome import status_of\n"
        "class Falling:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "def work():\n"
        "    one = Falling()\n"
        "    del one\n"
        "    time.sleep(30)\n"
        "sys.exit(status_of(work))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (130, "budgetbook：已中止，没有写完的文件都已清除\n")


def test_check_writes_what_the_suffixes_ask_for_and_groups_what_it_prints(workbook: Path, tmp_path: Path) -> None:
    disclosure = json.loads(_run("compile", workbook, "--json").stdout)
    section = next(each for each in disclosure["narrative"] if "万元" in each["text"])
    section["text"] += "\n" + "\n".join(f"第{n}项重复重复标点的一句话。。" for n in "甲乙丙丁戊己")
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(disclosure, ensure_ascii=False), encoding="utf-8")
    page, sheet, data = (tmp_path / f"报告.{suffix}" for suffix in ("html", "xlsx", "json"))
    run = _run("check", path, "-o", page, "-o", sheet, "-o", data)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    findings = json.loads(data.read_bytes())["findings"]
    assert [each["rule"] for each in findings].count("form.punctuation") == 6
    counts = lines[1]
    assert counts.startswith(f"错误 0，警告 0，提示 {len(findings)}；")
    assert [line for line in lines if line.startswith(counts)] == [
        counts,
        f"{counts}  （--all 列出 {len(findings)} 条提示）",
    ]
    assert lines[-3:] == [f"已写入 {each}" for each in (page, sheet, data)]
    assert page.read_text(encoding="utf-8").count("<article") == len(findings)
    whole = _run("check", path, "--all").stdout
    assert sum(line.startswith("  · ") for line in whole.splitlines()) == len(findings)
    assert [each["id"] in whole for each in findings] == [True] * len(findings)


def test_check_refuses_an_output_it_can_not_write(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    _refused(_run("check", workbook, "-o", workbook), "这是要检查的文件，不能覆盖")
    _refused(_run("check", workbook, "-o", tmp_path / "a.docx"), "不认识后缀“.docx”")
    _refused(_run("check", workbook, "-o", tmp_path / "a.pdf"), "不是 PDF，不能在原页上标注")
    assert workbook.read_bytes() == before
