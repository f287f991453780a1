from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.fingerprint import identified

PLACES = st.builds(
    FindingPlace,
    statement=st.sampled_from([None, "表3《2027年预算支出总表》", "表2《2027年预算收入总表》"]),
    row=st.sampled_from([None, "205 教育支出", "208 社会保障支出", "业务费"]),
    column=st.sampled_from([None, "2027年预算数/合计", "基本支出"]),
    section=st.sampled_from([None, "三", "第一部分"]),
    text=st.sampled_from([None, "比上年增加12.50万元", "其中：项目支出3万元"]),
    unit=st.sampled_from([None, "某局", "某中心"]),
    page=st.none() | st.integers(1, 90),
    line=st.none() | st.integers(1, 900),
)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["narrative.amount", "identity.sum", "form.unit_name"]),
    severity=st.sampled_from(list(Severity)),
    message=st.sampled_from(["应为 1.00 万元", "合计不符", "合计不符，相差 2.00 万元"]),
    places=st.lists(PLACES, max_size=3).map(tuple),
    expected=st.sampled_from([None, "1.00", "2.00"]),
)


def found(**fields: object) -> Finding:
    place = FindingPlace(
        statement="表3《2027年预算支出总表》", row="205 教育支出", column="2027年预算数/合计", text="12.00", page=3
    )
    given = {"rule": "identity.sum", "severity": Severity.ERROR, "message": "不符", "places": (place,)} | fields
    return Finding(**given)  # type: ignore[arg-type]


def one(finding: Finding) -> str:
    return identified([finding])[0].id


def test_a_place_that_says_nothing_is_not_no_place() -> None:
    placed, unplaced = found(places=(FindingPlace(),)), found(places=())
    ids = {each.places: each.id for each in identified([placed, unplaced])}
    assert {each.places: each.id for each in identified([unplaced, placed])} == ids


@given(st.lists(FINDINGS, max_size=12), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_findings_changes_no_id(findings: list[Finding], random: object) -> None:
    ids = sorted((each.id, each.message, str(each.places)) for each in identified(findings))
    random.shuffle(findings)  # type: ignore[attr-defined]
    assert sorted((each.id, each.message, str(each.places)) for each in identified(findings)) == ids


@given(st.lists(FINDINGS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_id_of_a_report_is_another(findings: list[Finding]) -> None:
    assert len({each.id for each in identified(findings)}) == len(findings)


def test_pages_lines_amounts_years_and_wording_change_no_id() -> None:
    place = found().places[0]
    moved = replace(place, page=None, line=77, box=(1, 2, 3, 4), text="13.00", statement="表3《2028年度 预算支出总表》")
    moved = replace(moved, row="205　教育支出", column="2028 预算数 / 合计")
    other = found(places=(moved,), message="另一种说法", expected="1", found="2", difference=Decimal(1))
    assert one(replace(found(), places=(replace(moved, row="205 教育支出"),))) == one(found())
    assert one(replace(other, places=(replace(moved, row="205 教育支出"),))) == one(found())


def test_rule_row_column_unit_and_quoted_words_tell_findings_apart() -> None:
    place = found().places[0]
    words = FindingPlace(section="三", text="基本支出12.00万元，占50%")
    different = [
        found(),
        found(rule="identity.agreement"),
        found(places=(replace(place, row="208 社会保障和就业支出"),)),
        found(places=(replace(place, row="20501 教育支出"),)),
        found(places=(replace(place, column="基本支出"),)),
        found(places=(replace(place, unit="某中心"),)),
        found(places=(words,)),
        found(places=(replace(words, text="项目支出12.00万元，占50%"),)),
        found(places=(FindingPlace(),), expected="《政府性基金预算支出表》"),
        found(places=(), expected="《国有资本经营预算表》"),
    ]
    assert len({one(each) for each in different}) == len(different)


def test_the_other_of_two_alike_keeps_its_id_when_the_second_is_corrected() -> None:
    first = found(message="甲", places=(*found().places, FindingPlace(section="一")))
    second = found(message="乙", places=(*found().places, FindingPlace(section="二")))
    both = identified([second, first])
    assert one(first) == both[1].id != both[0].id
