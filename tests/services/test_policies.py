"""A policy file: read whole, and every mistake in it said in one line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.errors import PolicyInvalid, UnreadableFile, UsageError
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.finding import Severity
from budgetbook.services.policies import policy_read, rules_listed

EXAMPLE = Path(__file__).parents[2] / "examples" / "policy.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyInvalid) as found:
        policy_read(path=written(folder, text))
    return found.value.mistakes


def test_the_example_is_sound() -> None:
    policy = policy_read(path=EXAMPLE)
    assert (policy.name, len(policy.sha256)) == ("policy.toml", 64)
    first, second, third, fourth, _ = policy.rules
    assert (first.id, first.off) == ("form.punctuation", True)
    assert (second.severity, second.years) == (Severity.ERROR, ("2027-",))
    assert third.parameters == {"tolerance": Decimal(200)}
    assert (fourth.parameters["alike"], fourth.kinds) == (Decimal("0.95"), (EntityKind.DEPARTMENT,))
    assert policy.suppressions[0].until == date(2027, 12, 31)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    policy = policy_read(path=written(tmp_path, "# 空\n"))
    assert (policy.rules, policy.suppressions) == ((), ())


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            '[[rule]]\nid = "narrativ.rate"\noff = true\nbecause = "x"',
            "第 1 行 [[rule]]（narrativ.rate）：没有规则 narrativ.rate，是否想写 narrative.rate、narrative.change_repeated、narrative.share"
            "；全部规则见 budgetbook rules",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\noff = "yes"\nbecause = "x"',
            "第 1 行 [[rule]]（narrative.rate）：off 应为 true 或 false",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\nseverity = "warn"\nbecause = "x"',
            "第 1 行 [[rule]]（narrative.rate）：severity 不能是“warn”，只能是 error、warning、notice",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\nsevrity = "error"\nbecause = "x"',
            "第 1 行 [[rule]]（narrative.rate）：不认识的键 sevrity，是否想写 severity",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\noff = true',
            "第 1 行 [[rule]]（narrative.rate）：缺少 because，请写明理由（会印在检查结果里）",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\nbecause = "x"',
            "第 1 行 [[rule]]（narrative.rate）：没有说要做什么：请写 off、severity 或 parameters 之一",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\nbecause = "x"\nparameters = { tolerance = 101 }',
            "第 1 行 [[rule]]（narrative.rate）：参数 tolerance = 101：应不小于 0、不大于 100（个百分点）",
        ),
        (
            '[[rule]]\nid = "narrative.rate"\nbecause = "x"\nparameters = { slack = 1 }',
            "第 1 行 [[rule]]（narrative.rate）：没有参数 slack，可以设置的有 tolerance",
        ),
        (
            '[[rule]]\nid = "form.punctuation"\nbecause = "x"\nparameters = { shortest = 1.5 }',
            "第 1 行 [[rule]]（form.punctuation）：参数 shortest = 1.5：应为整数（字）",
        ),
        (
            '[[suppress]]\nrule = "form.placeholder"\nbecause = "x"',
            "第 1 行 [[suppress]]（form.placeholder）：没有写位置（statement、row、column、section、project、text 之一）；"
            "要停用整条规则，请用 [[rule]] 的 off = true",
        ),
        ('[[suppress]]\nbecause = "x"', "第 1 行 [[suppress]]：请用 rule 写明是哪条规则，或用 id 写明是哪一条问题"),
        (
            '[[suppress]]\nid = "a"\nbecause = "x"\nuntil = "2027"',
            "第 1 行 [[suppress]]（a）：until 的值不对（Invalid RFC3339 encoded date）",
        ),
        (
            '[[suppress]]\nid = "a"\nbecause = " "\nyears = ["27"]\nforms = ["shanx"]',
            "第 1 行 [[suppress]]（a）：forms 中没有格式 shanx，只有 national、shanxi、other",
        ),
        ("naem = 1", "不认识的项 naem（只有 [[rule]] 和 [[suppress]]）"),
        ("rule = 1", "rule 应写成双方括号 [[rule]]"),
        ("rule = [1]", "第 1 个 [[rule]]：这一项应为表（键 = 值）"),
        (
            "a = 1\nid = “x”",
            "第 2 行写法不对：“id = “x””（引号、等号、方括号都用半角，文字加引号；原因：Invalid value）",
        ),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, entry: str, said: str) -> None:
    assert mistakes(tmp_path, entry)[0] == said


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "x"\noff = true\nbecause = "x"\n\n[[suppress]]\nid = "a"\nbecause = " "\nyears = ["27"]'
    with pytest.raises(PolicyInvalid) as found:
        policy_read(path=written(tmp_path, text))
    lines = str(found.value).splitlines()
    assert lines[0].endswith("检查方案有 3 处需要改正。")
    assert lines[1:] == [
        "  第 1 行 [[rule]]（x）：没有规则 x；全部规则见 budgetbook rules",
        '  第 6 行 [[suppress]]（a）：years 中的“27”不是年度，应如 2027、"2027-"、"2025-2027"',
        "  第 6 行 [[suppress]]（a）：because 是空的，请写明理由",
    ]


def test_files_that_are_none(tmp_path: Path) -> None:
    other = tmp_path / "gbk.toml"
    other.write_bytes("# 方案".encode("gbk"))
    for path, why in (
        (tmp_path / "none.toml", "没有这个文件"),
        (tmp_path, "无法打开（是文件夹）"),
        (other, "不是 UTF-8 编码"),
    ):
        with pytest.raises(UnreadableFile) as found:
            policy_read(path=path)
        assert found.value.reason == why


def test_rules_are_listed_by_glob() -> None:
    assert [one.id for one in rules_listed(pattern="narrative.rate")] == ["narrative.rate"]
    assert len(rules_listed(pattern="*")) > len(rules_listed(pattern="form.*")) > 5
    with pytest.raises(UsageError, match=r"是否想写 form\.placeholder"):
        rules_listed(pattern="form.place")
