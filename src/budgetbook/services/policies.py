"""A bureau's policy file (TOML) made a Policy; every mistake in it is one clear line, all of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

from budgetbook import forms
from budgetbook.checks import catalogue, years_of
from budgetbook.checks.rule import RuleInfo
from budgetbook.errors import PolicyInvalid, UnreadableFile, UsageError, os_reason
from budgetbook.model.policy import UNKNOWN_FORM, Policy, RuleChoice, Scope, Suppression

_Entry = TypeVar("_Entry", RuleChoice, Suppression)

_KINDS: dict[str, type[RuleChoice] | type[Suppression]] = {"rule": RuleChoice, "suppress": Suppression}
_MOST_BYTES = 1_000_000
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_WORDS_OF_PLACE = ("statement", "row", "column", "section", "project", "text")
_TYPES = {
    "str": "文字（加引号）",
    "bool": "true 或 false",
    "int": "整数",
    "decimal": "数",
    "date": "日期（如 2027-12-31，不加引号）",
    "array": "列表（方括号）",
    "object": "表（键 = 值）",
    "float": "小数",
}
_WHOLE = "这一项"
_SEVERITIES = "error、warning、notice"


def policy_read(*, path: str | Path) -> Policy:
    """The policy in the TOML file at `path`. Raises UnreadableFile, and PolicyInvalid with every mistake that was found."""
    data = _data(Path(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, "不是 UTF-8 编码", "请用记事本等另存为 UTF-8") from error
    try:
        table = tomli.loads(text, parse_float=Decimal)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise PolicyInvalid(path, [_toml_mistake(text, error)]) from error
    mistakes = [
        f"不认识的项 {key}（只有 [[rule]] 和 [[suppress]]{_perhaps(key, _KINDS)}）"
        for key in table
        if key not in _KINDS
    ]
    rules = [*_entries(table, text, "rule", RuleChoice, mistakes)]
    suppressions = [*_entries(table, text, "suppress", Suppression, mistakes)]
    if mistakes:
        raise PolicyInvalid(path, mistakes)
    return Policy(
        name=Path(path).name,
        sha256=hashlib.sha256(data).hexdigest(),
        rules=tuple(rules),
        suppressions=tuple(suppressions),
    )


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(path, "太大，不像是检查方案", "请确认 --policy 给的是方案文件（TOML）")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "没有这个文件", "请检查 --policy 后的路径") from error
    except OSError as error:
        raise UnreadableFile(path, f"无法打开（{os_reason(error)}）", "请检查 --policy 后的路径和权限") from error


def _toml_mistake(text: str, error: Exception) -> str:
    found = _AT_LINE.search(str(error))
    lines = text.splitlines()
    number = int(found[1]) if found else len(lines)
    line = lines[number - 1].strip()[:60] if 0 < number <= len(lines) else ""
    return f"第 {number} 行写法不对：“{line}”（引号、等号、方括号都用半角，文字加引号；原因：{_AT_LINE.sub('', str(error)).strip()}）"


def _entries(table: dict[str, Any], text: str, key: str, kind: type[_Entry], mistakes: list[str]) -> Iterator[_Entry]:
    """The entries `[[key]]`; what is wrong with one goes to `mistakes`."""
    given = table.get(key, [])
    if not isinstance(given, list):
        mistakes.append(f"{key} 应写成双方括号 [[{key}]]")
        return
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]
    for number, values in enumerate(given):
        at = f"第 {lines[number]} 行 " if len(lines) == len(given) else f"第 {number + 1} 个 "
        name = next((values[one] for one in ("id", "rule") if isinstance(values, dict) and values.get(one)), None)
        where = f"{at}[[{key}]]" + (f"（{name}）" if name else "")
        try:
            entry: _Entry = msgspec.convert(values, kind)
        except msgspec.ValidationError as error:
            mistakes.append(f"{where}：{_in_words(str(error), kind)}")
            continue
        wrong = [*_wrong_scope(entry)]
        wrong += _wrong_choice(entry) if isinstance(entry, RuleChoice) else _wrong_suppression(entry)
        mistakes += [f"{where}：{one}" for one in wrong]
        yield entry


def _in_words(said: str, kind: type[msgspec.Struct]) -> str:
    """What msgspec says of an entry, in Chinese."""
    said, _, at = said.partition(" - at ")
    key = at.strip("`").removeprefix("$").lstrip(".") or _WHOLE
    if match := re.match(r"Object contains unknown field `(.*)`", said):
        return f"不认识的键 {match[1]}{_perhaps(match[1], kind.__struct_fields__)}"
    if match := re.match(r"Object missing required field `(.*)`", said):
        why = "，请写明理由（会印在检查结果里）" if match[1] == "because" else ""
        return f"缺少 {match[1]}{why}"
    if match := re.match(r"Invalid enum value '(.*)'", said):
        choices = {"severity": _SEVERITIES, "kinds": "department、unit", "phases": "budget、final_accounts"}
        return f"{key} 不能是“{match[1]}”，只能是 {choices.get(key.split('[')[0], '规定的几个值')}"
    if match := re.match(r"Expected `(.*)`, got `(.*)`", said):
        wanted = "或".join(_TYPES[one] for one in re.findall(r"\w+", match[1]) if one in _TYPES) or match[1]
        return f"这一项应为{wanted}" if key == _WHOLE else f"{key} 应为 {wanted}"
    return f"{key} 的值不对（{said}）"


def _wrong_scope(entry: Scope) -> Iterator[str]:
    known = (*forms.available(), UNKNOWN_FORM)
    for form in entry.forms:
        if form not in known:
            yield f"forms 中没有格式 {form}，只有 {'、'.join(known)}"
    for year in entry.years:
        if years_of(year) is None:
            yield f'years 中的“{year}”不是年度，应如 2027、"2027-"、"2025-2027"'


def _wrong_choice(entry: RuleChoice) -> Iterator[str]:
    if not entry.because.strip():
        yield "because 是空的，请写明理由"
    fitting = _fitting(entry.id)
    if not fitting:
        yield _no_rule(entry.id)
        return
    if entry.off is None and entry.severity is None and not entry.parameters:
        yield "没有说要做什么：请写 off、severity 或 parameters 之一"
    for name, value in entry.parameters.items():
        declared = [one for info in fitting for one in info.passport.parameters if one.name == name]
        names = sorted({one.name for info in fitting for one in info.passport.parameters})
        if not declared:
            have = f"，可以设置的有 {'、'.join(names)}" if names else "，这条规则没有可以设置的参数"
            yield f"没有参数 {name}{have}"
        yield from dict.fromkeys(f"参数 {name} = {value}：{why}" for one in declared if (why := one.wrong(value)))


def _wrong_suppression(entry: Suppression) -> Iterator[str]:
    if not entry.because.strip():
        yield "because 是空的，请写明理由"
    if entry.rule is None and entry.id is None:
        yield "请用 rule 写明是哪条规则，或用 id 写明是哪一条问题"
    if entry.rule is not None and not _fitting(entry.rule):
        yield _no_rule(entry.rule)
    if entry.rule is not None and entry.id is None and not any(getattr(entry, one) for one in _WORDS_OF_PLACE):
        yield f"没有写位置（{'、'.join(_WORDS_OF_PLACE)} 之一）；要停用整条规则，请用 [[rule]] 的 off = true"


def _fitting(pattern: str) -> list[RuleInfo]:
    return [one for one in catalogue() if fnmatchcase(one.id, pattern)]


def _no_rule(pattern: str) -> str:
    ids = [one.id for one in catalogue()]
    return f"没有规则 {pattern}{_perhaps(pattern, ids)}；全部规则见 budgetbook rules"


def _perhaps(word: str, known: Sequence[str] | dict[str, Any]) -> str:
    """What may have been meant; a rule's family may have been left out or mistaken."""
    names = list(known)
    near = get_close_matches(word, names, 3, 0.6)
    tail = word.rpartition(".")[2]
    near += [one for one in names if one.rpartition(".")[2] == tail and one not in near]
    return f"，是否想写 {'、'.join(near[:3])}" if near else ""


def rules_listed(*, pattern: str) -> tuple[RuleInfo, ...]:
    """The rules whose id fits the glob `pattern`. Raises UsageError where there is none."""
    found = tuple(_fitting(pattern))
    if not found:
        raise UsageError(_no_rule(pattern))
    return found
