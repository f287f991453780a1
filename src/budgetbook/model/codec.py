"""JSON of disclosures, ledgers, reports and comparisons, versioned, with a published JSON Schema.

Amounts are decimal strings as printed, null where blank. Only additions are made to a schema; another layout gets another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from budgetbook.errors import UnknownVersion, UnreadableFile
from budgetbook.model.disclosure import SCHEMA, Disclosure
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger
from budgetbook.model.money import MOST_DIGITS, is_within_reach

if TYPE_CHECKING:
    from budgetbook.model.comparison import Comparison
    from budgetbook.model.finding import Report

T = TypeVar("T")


# Text that may be a number such as 1e999999999, NaN, or one of thousands of digits: to print or round these takes the caller down.
_ODD_NUMBER = re.compile(
    rb'"\s*[-+]?(?:[\d._]+e[-+]?\d+|s?nan\d*|inf(?:inity)?|[\d._]{%d,})\s*"' % MOST_DIGITS, re.IGNORECASE
)
# Its traces in text with every digit made 0 and letters made small, which are found twenty times as fast.
_FOLD = bytes.maketrans(b"123456789._" + bytes(range(65, 91)), b"0" * 11 + bytes(range(97, 123)))
_ODD_TRACES = tuple(map(re.compile, (rb'0e[-+]?0+\s*"', rb'nan0*\s*"', rb'inf(?:inity)?\s*"', b"0" * MOST_DIGITS)))

_LONGEST_SHOWN = 60  # characters of what a stranger's file declares


class _Versioned(msgspec.Struct):
    schema: str = ""


def encode(value: Disclosure | Ledger | Report | Comparison, *, indent: int = 0) -> bytes:
    """`value` as UTF-8 JSON; `indent` > 0 for people."""
    encoded = msgspec.json.encode(value)
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def schema_of(data: bytes) -> str | None:
    """What `schema` a JSON document declares; "" where it declares none; None where it is no JSON object."""
    try:
        return msgspec.json.decode(data, type=_Versioned).schema
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def decode_disclosure(data: bytes, *, name: str = "JSON") -> Disclosure:
    """The disclosure in `data`. Raises UnknownVersion for another version and UnreadableFile for what is or holds something else."""
    disclosure = _decode(data, _disclosure_decoder(), SCHEMA, name)
    for number, statement in enumerate(disclosure.statements):
        for row_number, row in enumerate(statement.rows):
            if len(row.amounts) != len(statement.columns):
                where = f"statements/{number}/rows/{row_number}（{row.label}）"
                reason = f"{where}有 {len(row.amounts)} 个金额，而该表有 {len(statement.columns)} 列"
                raise UnreadableFile(name, reason, "每行的 amounts 应与 columns 一一对应，空白写 null")
    return disclosure


def decode_ledger(data: bytes, *, name: str = "JSON") -> Ledger:
    """The ledger in `data`; errors as `decode_disclosure`."""
    return _decode(data, msgspec.json.Decoder(Ledger), LEDGER_SCHEMA, name)


def _decode(data: bytes, decoder: msgspec.json.Decoder[T], wanted: str, name: str) -> T:
    declared = schema_of(data)
    if declared is None:
        raise UnreadableFile(name, "不是有效的 JSON 对象", "请确认文件完整，编码为 UTF-8")
    if declared != wanted:
        raise _of_another_schema(declared, wanted, name)
    try:
        decoded = decoder.decode(data)
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFile(name, f"内容不符合 {wanted}：{error}", "请对照文档中的 JSON Schema 改正") from error
    if _may_hold_odd_number(data) and _ODD_NUMBER.search(data):
        for amount in _decimals(decoded):
            if not is_within_reach(amount):
                reason = f"“{str(amount)[:30]}”不是金额"
                raise UnreadableFile(name, reason, "金额应写成普通的十进制数，例如 12029.53")
    return decoded


@cache
def _disclosure_decoder() -> msgspec.json.Decoder[Disclosure]:
    return msgspec.json.Decoder(Disclosure)


def prepare_to_decode() -> None:
    """Do what decoding the first disclosure would do, so that it can pass while something else is waited for."""
    _disclosure_decoder()


def _may_hold_odd_number(data: bytes) -> bool:
    folded = data.translate(_FOLD)
    return any(trace.search(folded) for trace in _ODD_TRACES)


def _of_another_schema(declared: str, wanted: str, name: str) -> UnreadableFile:
    """What to say of JSON of another version, and of JSON that is something else altogether."""
    if declared.rpartition("/")[0] == wanted.rpartition("/")[0]:
        reason = f"声明的格式是 {declared}，本程序只认识 {wanted}"
        return UnknownVersion(name, reason, "请升级 budgetbook，或用产生该文件的版本重新导出")
    said = f"声明的格式是“{declared[:_LONGEST_SHOWN]}”" if declared else "没有声明 schema"
    what = "预算公开" if wanted == SCHEMA else "填报数据"
    advice = "请改给公开文件本身，或 budgetbook read --json 导出的文件" if wanted == SCHEMA else "请改给填报工作簿"
    return UnreadableFile(name, f"不是{what} JSON（{said}，应为 {wanted}）", advice)


def _decimals(value: object) -> Iterator[Decimal]:
    """Every amount in a record, at any depth."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _decimals(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _decimals(each)


def json_schema(kind: type[Disclosure] | type[Ledger] | type[Report] | type[Comparison]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `kind`."""
    schema = msgspec.json.schema(kind)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
