"""`check --policy` and `rules` as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetbook.cli.app import run
from budgetbook.model.codec import encode
from tests.checks.worded import saying, unit

POLICY = """
[[rule]]
id = "form.placeholder"
severity = "notice"
because = "草稿"

[[suppress]]
rule = "form.kind_word"
text = "本部门"
because = "上级模板如此"
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    document, policy = tmp_path / "document.json", tmp_path / "policy.toml"
    document.write_bytes(encode(saying(unit(), "八", "本单位", "本部门")))
    policy.write_text(POLICY, encoding="utf-8")
    return str(document), str(policy)


def test_the_policy_is_one_line_and_with_all_in_full(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    document, policy = files
    assert run(["check", document]) == 1
    capsys.readouterr()
    assert run(["check", document, "--policy", policy]) == 0  # nothing is an error any more
    said = capsys.readouterr().out
    assert "检查方案 policy.toml：不计 1 条已核实的问题，改级别 1 条  （--all 列出理由）\n" in said
    run(["check", document, "--policy", policy, "--all"])
    said = capsys.readouterr().out
    assert "\n提示（原为错误） 公开格式：" in said
    assert "      理由：上级模板如此\n" in said
    assert "  改级别 form.placeholder：错误 → 提示\n      理由：草稿\n" in said


def test_the_machine_form_holds_what_was_put_aside(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    document, policy = files
    run(["check", document, "--policy", policy, "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["suppressed"] == 1
    assert [one["because"] for one in report["suppressed"]] == ["上级模板如此"]
    assert [one["what"] for one in report["policy"]["changes"]] == ["severity"]


def test_a_wrong_policy_ends_the_call(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[rule]]\nid = "form.placeholder"\noff = true', encoding="utf-8")
    assert run(["check", files[0], "--policy", str(wrong)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"budgetbook：{wrong}：第 1 行 [[rule]]（form.placeholder）：缺少 because，请写明理由（会印在检查结果里）\n"
    )


def test_rules_are_listed_explained_and_given_to_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "form.punctuation"]) == 0
    assert capsys.readouterr().out == (
        "form.punctuation  标点使用正确（提示）\n"
        "  依据：GB/T 15834《标点符号用法》\n"
        "  改正：请改正标点。\n"
        "  参数 shortest = 20（字，不小于 1）：多长的段落末尾应有句号\n\n"
    )
    run(["rules"])
    assert "错误 identity.sum  合计等于各分项之和  参数：tolerance\n" in capsys.readouterr().out
    run(["rules", "identity.sum", "--json"])
    (rule,) = json.loads(capsys.readouterr().out)
    assert (rule["id"], rule["parameters"][0]["default"]) == ("identity.sum", "0")
    assert run(["rules", "identity.summ"]) == 2
    assert capsys.readouterr().err.startswith("budgetbook：没有规则 identity.summ，是否想写 identity.sum")
