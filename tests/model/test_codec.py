from decimal import Decimal

import jsonschema
import msgspec
import pytest

from budgetbook.errors import UnknownVersion, UnreadableFile
from budgetbook.model.codec import decode_disclosure, decode_ledger, encode, json_schema, schema_of
from budgetbook.model.coordinates import Coordinates, Flow, Fund
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.facts import facts
from budgetbook.model.finding import Report
from budgetbook.model.ledger import Ledger
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place
from budgetbook.model.statement import Column, Kind, Row, Statement

STATEMENT = Statement(
    kind=Kind.INCOME_EXPENDITURE,
    number=1,
    title="2027年预算收支总表",
    unit=MoneyUnit.WAN,
    columns=(
        Column(label="收入/金额", flow=Flow.INCOME),
        Column(label="支出/合计", flow=Flow.EXPENDITURE),
    ),
    rows=(
        Row(
            flow=Flow.INCOME,
            label="一般公共预算",
            coordinates=Coordinates(flow=Flow.INCOME, fund=Fund.GENERAL_PUBLIC),
            amounts=(Decimal("12.50"), None),
            place=Place(line=3),
        ),
        Row(
            flow=Flow.EXPENDITURE,
            label="教育支出",
            coordinates=Coordinates(flow=Flow.EXPENDITURE, function="205"),
            amounts=(None, Decimal("0.00")),
        ),
    ),
)
DISCLOSURE = Disclosure(
    entity=Entity(name="测试中学", kind=EntityKind.UNIT), fiscal_year=2027, form="shanxi", statements=(STATEMENT,)
)


def test_json_keeps_every_digit_and_every_blank() -> None:
    assert decode_disclosure(encode(DISCLOSURE)) == DISCLOSURE
    row = msgspec.json.decode(encode(DISCLOSURE))["statements"][0]["rows"][0]
    assert (row["amounts"], row["coordinates"]) == (["12.50", None], {"flow": "income", "fund": "general_public"})


def test_what_is_encoded_fits_the_published_schema() -> None:
    jsonschema.validate(msgspec.json.decode(encode(DISCLOSURE)), json_schema(Disclosure))
    for kind in (Ledger, Report):
        jsonschema.Draft202012Validator.check_schema(json_schema(kind))


def test_a_newer_version_is_refused_with_its_name() -> None:
    newer = encode(DISCLOSURE).replace(b"disclosure/1", b"disclosure/2")
    with pytest.raises(UnknownVersion, match=r"budgetbook/disclosure/2.*升级"):
        decode_disclosure(newer, name="新.json")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是有效的 JSON"),
        (b"[1]", "不是有效的 JSON"),
        (b"{}", r"^x\.json：不是预算公开 JSON（没有声明 schema，应为 budgetbook/disclosure/1）。请改给公开文件本身"),
        (b'{"schema": "budgetbook/report/1"}', "不是预算公开 JSON（声明的格式是“budgetbook/report/1”"),
        (b'{"schema": 1}', "不是有效的 JSON"),
        (b'{"schema": "budgetbook/disclosure/1"}', "内容不符合"),
        (b"\xff\xfe", "不是有效的 JSON"),
    ],
)
def test_other_json_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as error:
        decode_disclosure(data, name="x.json")
    assert "\n" not in str(error.value)
    assert "升级" not in str(error.value)


def test_a_ledger_is_no_disclosure() -> None:
    with pytest.raises(UnreadableFile, match="不是填报数据 JSON"):
        decode_ledger(encode(DISCLOSURE))
    assert schema_of(encode(DISCLOSURE)) == "budgetbook/disclosure/1"


def test_facts_leave_out_the_other_side_and_keep_blanks_apart_from_zero() -> None:
    found = [(fact.row, fact.column, fact.amount, fact.yuan, fact.step) for fact in facts(DISCLOSURE)]
    assert found == [
        (0, 0, Decimal("12.50"), Decimal("125000.00"), Decimal(100)),
        (1, 1, Decimal("0.00"), Decimal(0), Decimal(100)),
    ]


def test_a_row_of_another_length_is_refused_with_its_place() -> None:
    data = encode(DISCLOSURE).replace(b'["12.50",null]', b'["12.50"]')
    with pytest.raises(UnreadableFile, match="rows/0（一般公共预算）有 1 个金额，而该表有 2 列"):
        decode_disclosure(data)
