from decimal import Decimal

import msgspec

from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    Objective,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.model.statement import Column, Kind, Row, Statement
from budgetbook.services.readback import amounts_in, differences

FORM = ProjectPerformance(
    name="校舍维修",
    funding=WholeAndAnnualFunding(whole=Funding(total=Decimal(100)), annual=Funding(total=Decimal(100))),
    objective=Objective(),
    indicators=Indicators(annual=(Indicator(level1="产出指标", name="维修面积", target="≥100平方米"),)),
)
WRITTEN = Disclosure(
    entity=Entity(name="测试中学", kind=EntityKind.UNIT),
    fiscal_year=2027,
    statements=(
        Statement(
            kind=Kind.EXPENDITURE,
            title="支出总表",
            columns=(Column(label="合计"), Column(label="项目支出")),
            rows=(
                Row(label="合计", amounts=(Decimal("12.50"), None)),
                Row(label="教育支出", amounts=(Decimal("12.50"), None)),
            ),
        ),
    ),
    projects=(FORM,),
)


def _with_amount(amount: Decimal | None) -> Disclosure:
    statement = WRITTEN.statements[0]
    row = msgspec.structs.replace(statement.rows[1], amounts=(Decimal("12.50"), amount))
    changed = msgspec.structs.replace(statement, rows=(statement.rows[0], row))
    return msgspec.structs.replace(WRITTEN, statements=(changed,))


def test_what_reads_back_equal_has_no_differences() -> None:
    wrapped = msgspec.structs.replace(WRITTEN.statements[0].rows[1], label="教育 支出")
    statement = msgspec.structs.replace(WRITTEN.statements[0], rows=(WRITTEN.statements[0].rows[0], wrapped))
    assert differences(WRITTEN, WRITTEN) == ()
    assert differences(WRITTEN, msgspec.structs.replace(WRITTEN, statements=(statement,))) == ()
    assert amounts_in(WRITTEN) == 4


def test_an_amount_too_many_is_named_with_its_row() -> None:
    assert differences(WRITTEN, _with_amount(Decimal("0.01"))) == (
        "支出总表 教育支出：应为 ['12.50', '']，读回 ['12.50', '0.01']",
    )


def test_zero_is_not_blank() -> None:
    assert len(differences(WRITTEN, _with_amount(Decimal(0)))) == 1


def test_lost_statements_forms_and_indicators_are_named() -> None:
    lost = msgspec.structs.replace(WRITTEN, statements=(), projects=())
    assert differences(WRITTEN, lost) == ("报表数：应为 1，读回 0", "项目绩效目标表：应为 1 张，读回 0 张")
    blunt = msgspec.structs.replace(WRITTEN, projects=(msgspec.structs.replace(FORM, indicators=Indicators()),))
    assert len(differences(WRITTEN, blunt)) == 1


def test_an_empty_statement_says_nothing_by_its_rows() -> None:
    empty = msgspec.structs.replace(WRITTEN.statements[0], rows=(Row(label="测试中学", amounts=(None, None)),))
    written = msgspec.structs.replace(WRITTEN, statements=(empty,))
    read = msgspec.structs.replace(WRITTEN, statements=(msgspec.structs.replace(empty, rows=()),))
    assert differences(written, read) == ()
    assert len(differences(WRITTEN, read)) > 0
    assert len(differences(read, WRITTEN)) > 0
