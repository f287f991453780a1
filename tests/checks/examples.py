"""For each rule the smallest document that shows it: a sound one with one thing changed. docs/rules.md prints what the rules really say of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from benchmarks.shelf_defects import defects as shelf_defects
from msgspec.structs import replace

from budgetbook.checks import catalogue, check
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.model.finding import Finding
from budgetbook.model.narrative import Profile, Section
from budgetbook.model.performance import (
    Indicators,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.model.statement import Kind, Row, Statement
from tests.checks.documents import LINES, PROJECT, document, line, with_amount
from tests.checks.listed import listed, with_entry
from tests.checks.listed import without_statement as lost
from tests.checks.performance.filed import PURCHASE, REPAIR, city, filed, funding, lasting, with_target, without_level
from tests.checks.shelf.shelved import told, with_form, worded
from tests.checks.test_rules_identity import with_public_costs
from tests.checks.test_shares_in_words import LISTED as NAMED
from tests.checks.test_shares_in_words import SHARES
from tests.checks.test_sums_in_words import CHANGES, COSTS, NUMBERED
from tests.checks.worded import department, saying, section, telling, with_text
from tests.shelves import shelf


def example(rule: str) -> Finding:
    """The first finding of `rule` on its example. KeyError where it has none, StopIteration where the rule no longer finds it."""
    if rule.startswith("shelf."):
        return _of_the_shelf()[rule]
    return next(one for one in check(_EXAMPLES[rule]()).findings if one.rule == rule)


def ids() -> Iterable[str]:
    """The rules that have an example."""
    return (*_EXAMPLES, *_of_the_shelf())


_UP = "比上年增加132.90万元，增长17.81%"


@cache
def _of_the_shelf() -> dict[str, Finding]:
    """The first finding of each rule on several documents, from the defects that the benchmark puts into documents that agree."""
    wanted = {one.id for one in catalogue() if one.family == "shelf"}
    documents = shelf()
    used_up = with_form(documents.this, "文化旅游节专项经费", lambda form: _whole(form, Decimal(2_000_000)))
    said_otherwise = worded(documents.this, _UP, f"{_UP}。2026年度一般公共预算当年支出700.00万元")
    found = {one.rule: one for changed in (used_up, said_otherwise) for one in told(documents.last, changed)}
    kinds: set[str] = set()
    for defect in shelf_defects(documents):
        if defect.kind in kinds:
            continue
        for finding in told(*defect.documents):
            found.setdefault(finding.rule, finding)
            kinds.add(defect.kind)
        if wanted <= found.keys():
            break
    return found


def _whole(form: ProjectPerformance, total: Decimal) -> ProjectPerformance:
    return replace(form, funding=replace(form.funding, whole=replace(form.funding.whole, total=total)))


def _with(disclosure: Disclosure, kind: Kind, **fields: object) -> Disclosure:
    changed = (replace(one, **fields) if one.kind is kind else one for one in disclosure.statements)
    return replace(disclosure, statements=tuple(changed))


def _without(disclosure: Disclosure, *kinds: Kind) -> Disclosure:
    return replace(disclosure, statements=tuple(one for one in disclosure.statements if one.kind not in kinds))


def _rows(disclosure: Disclosure, kind: Kind, change: Callable[[Row], Row | None]) -> Disclosure:
    statement = next(one for one in disclosure.statements if one.kind is kind)
    rows = tuple(new for row in statement.rows if (new := change(row)) is not None)
    return _with(disclosure, kind, rows=rows)


def _alone(printed: str, **fields: object) -> Disclosure:
    """The row of one code changed in the general public statement, no other statement printing that code."""

    def change(row: Row) -> Row:
        if row.code != printed:
            return row
        at = replace(row.coordinates, function=str(fields.get("code", printed)))
        return replace(row, coordinates=at, **fields)

    return _rows(_without(department(), Kind.INCOME, Kind.EXPENDITURE), Kind.GENERAL_PUBLIC_EXPENDITURE, change)


def _form(**fields: object) -> Disclosure:
    return filed(replace(REPAIR, **fields), PURCHASE)


def _target(name: str, target: str, new_name: str | None = None) -> Disclosure:
    return filed(with_target(REPAIR, name, target, new_name=new_name), PURCHASE)


def _said(text: str) -> Callable[[], Disclosure]:
    return lambda: telling(text)


def _in(numeral: str, was: str, now: str) -> Callable[[], Disclosure]:
    return lambda: saying(department(), numeral, was, now)


def _share_of_all() -> Disclosure:
    text = section(department(), "十").text
    share = text[text.index("总额的") + 3 : text.index("%", text.index("总额的"))]
    return saying(department(), "十", f"总额的{share}%", "总额的100%")


def _stops_short(kind: Kind, dimension: str, group: str) -> Disclosure:
    def change(row: Row) -> Row | None:
        code = getattr(row.coordinates, dimension) or ""
        return None if code.startswith(group) and code != group else row

    return _rows(department(), kind, change)


def _scaled(number: int, times: int) -> Disclosure:
    def scaled(row: Row) -> Row:
        return replace(row, amounts=tuple(None if one is None else one * times for one in row.amounts))

    return _rows(document(), document().statements[number].kind, scaled)


def _renamed(number: int, printed: str, **fields: object) -> Disclosure:
    def change(row: Row) -> Row:
        if row.code != printed:
            return row
        return replace(row, coordinates=replace(row.coordinates, function=str(fields.get("code", printed))), **fields)

    return _rows(document(), document().statements[number].kind, change)


def _funded(**parts: object) -> WholeAndAnnualFunding:
    return WholeAndAnnualFunding(whole=REPAIR.funding.whole, annual=replace(REPAIR.funding.annual, **parts))


def _six(**fields: object) -> Disclosure:
    return filed(*(replace(REPAIR, name=f"项目{one}") for one in "甲乙丙丁戊己"), replace(REPAIR, **fields))


def _of_unit(*forms: ProjectPerformance) -> Disclosure:
    def named(row: Row) -> Row:
        at = row.coordinates
        return replace(row, coordinates=replace(at, unit="示例学院")) if at.project else row

    return _rows(filed(*forms), Kind.PROJECTS, named)


def _ten(text: str) -> Disclosure:
    return replace(filed(), narrative=(Section(section="十", title="预算绩效情况说明", text=text),))


def _in_no_fund() -> Disclosure:
    made = with_amount(with_amount(document(), 12, "合计", "合计", "350.00"), 12, "实训楼维修", "合计", "260.00")
    empty = (
        Statement(kind=kind, number=number, title=title, note="注：本表无数据", columns=(), rows=())
        for number, kind, title in (
            (8, Kind.GOVERNMENT_FUND_EXPENDITURE, "政府性基金预算支出表"),
            (9, Kind.STATE_CAPITAL, "国有资本经营预算收支表"),
        )
    )
    return replace(made, statements=(*made.statements, *empty))


def _one_name() -> Disclosure:
    """Statement 12 with a second project of the first one's name."""
    statement = next(one for one in filed().statements if one.kind is Kind.PROJECTS)
    first = statement.rows[1]
    again = replace(first, coordinates=replace(first.coordinates, project="实训楼维修#2"))
    return _with(filed(), Kind.PROJECTS, rows=(*statement.rows, again))


def _greening() -> Disclosure:
    one = replace(with_target(REPAIR, "维修实训楼面积", _AREA, new_name="绿化养护面积"), name="保洁和绿化养护费")
    return filed(one, replace(one, name="绿化养护服务"))


def _staffed() -> Disclosure:
    overall = OverallPerformance(staff=(("核定的人员编制数", "600个"), ("实际在职人员总数", "563个")))
    form = with_target(REPAIR, "维修实训楼面积", "≥598人", new_name="在岗教职工考核人数")
    return filed(form, PURCHASE, overall_performance=overall)


_LISTED = document(
    (*LINES, line("2050305", 400_000, nature=PROJECT, project="校园安防升级")), projects=(REPAIR, PURCHASE)
)
_SPAN = "2026年10月-2030年10月中心正常运营，提供招商服务。"
_AREA = "≥80000平方米"
_PUBLIC = "2027年“三公”经费预算5万元，比上年减少2万元。其中：公务接待费2万元，比上年{}1万元，原因是接待任务变化；公务用车购置及运行维护费3万元，比上年减少1万元，原因是报废一辆；因公出国（境）费0万元，与上年相同。"


def _project_named() -> Disclosure:
    """A section that gives the first project another amount."""
    statement = next(one for one in department().statements if one.kind is Kind.PROJECTS)
    name = next(one.label for one in statement.rows if one.coordinates.project)
    return replace(department(), narrative=(Section(section="一", title="说明", text=f"{name}9.99万元，用于工作。"),))


def _again(said: str, other: str) -> Disclosure:
    """The first section of a sound document, and another that says the same of another change."""
    first = department().narrative[0]
    total = re.search(r"收入总计([\d,.]+)万元", first.text)
    assert total is not None
    return replace(
        department(),
        narrative=(
            replace(first, text=said.format(now=total[1])),
            Section(section="十三", title="其他", text=said.format(now=total[1]).replace("1.30", other)),
        ),
    )


_EXAMPLES: dict[str, Callable[[], Disclosure]] = {
    "assets.as_of_date": _in("十一", "截至2026年12月31日", "截至2027年12月31日"),
    "assets.device_counts": lambda: with_text(
        department(), "十一", section(department(), "十一").text.replace("通用设备0台", "通用设备5台")
    ),
    "assets.device_worth": _said("单价130万元以上的设备0台（套）。"),
    "assets.vehicle_kinds": _in("十一", "机要通信用车1辆", "机要通信用车2辆"),
    "assets.vehicle_quota": _in("十一", "编制3辆", "编制1辆"),
    "classification.economic_detail": lambda: _stops_short(Kind.BASIC_EXPENDITURE, "economic", "303"),
    "classification.function_detail": lambda: _stops_short(Kind.GENERAL_PUBLIC_EXPENDITURE, "function", "20805"),
    "classification.official_name": lambda: _alone("2080505", label="住房公积金"),
    "classification.parent_row": lambda: _alone("2080505", code="2100505"),
    "classification.unknown_code": lambda: _alone("2080505", code="2080550"),
    "form.contents": lambda: lost(listed(), "2027年财政拨款安排“三公”经费支出预算表"),
    "form.contents_page": lambda: with_entry(listed(), "2027年财政拨款安排“三公”经费支出预算表", page=9),
    "form.empty_note": lambda: _with(department(), Kind.STATE_CAPITAL, note=None),
    "form.holder_name": lambda: _with(department(), Kind.INCOME, holder="青石市文化旅游局"),
    "form.kind_word": _in("八", "本部门", "本单位"),
    "form.matter_missing": lambda: replace(
        telling(""),
        narrative=tuple(
            Section(section=one, title="说明", text="本部门机关运行经费和国有资产的说明。" * 20) for one in "一二三"
        ),
    ),
    "form.money_unit": lambda: _scaled(4, 10_000),
    "form.placeholder": _said("公务接待费5万元，比上年增加（减少）1万元，主要原因是接待任务变化。"),
    "form.punctuation": _said("收入总计10万元，主要原因是人员增加。；支出总计10万元，与上年相同。"),
    "form.section_missing": lambda: replace(
        department(), narrative=tuple(one for one in department().narrative if one.section != "八")
    ),
    "form.section_number": lambda: replace(
        telling(""), narrative=tuple(Section(section=one, title="说明", text="本年预算的说明。") for one in "一二四")
    ),
    "form.statement_missing": lambda: _without(department(), Kind.PUBLIC_COSTS),
    "form.statement_year": lambda: _with(department(), Kind.INCOME, title="2026年预算收入总表"),
    "form.title_year": lambda: _with(department(), Kind.INCOME, title="预算收入总表"),
    "form.unit_name": lambda: replace(
        department(), profile=Profile(structure="本部门包括：1.局机关，2.青石市群众文化艺术中心馆。")
    ),
    "form.withdrawn_document": lambda: with_text(
        department(), "十二", "（一）政府购买服务指导性目录\n晋财综[2023]43号"
    ),
    "identity.agreement": lambda: with_amount(document(), 5, "合计", "合计", "1680.00"),
    "identity.appropriation_within_total": lambda: _scaled(3, 2),
    "identity.codes_in_both": lambda: _renamed(2, "2210201", code="2210202"),
    "identity.one_code_one_name": lambda: _renamed(2, "2050305", label="高等职业教肓"),
    "identity.carried_over_projects": lambda: _scaled(7, 2),
    "identity.closing": _in_no_fund,
    "identity.economic_matches_function": lambda: document((*LINES, line("2050305", 10_000, economic="30113"))),
    "identity.public_costs_cover_basic": lambda: with_public_costs(None, "30.00", None, None, None, "30.00"),
    "identity.sum": lambda: with_amount(document(), 13, "合计", "合计", "61.00"),
    "narrative.agency_count": _in("八", "等1家行政", "等2家行政"),
    "narrative.change_base": lambda: telling(NUMBERED.replace("增加466.43", "增加466.34")),
    "narrative.change_list": lambda: telling(CHANGES.replace("增加1030.15", "增加1080.15")),
    "narrative.list_sum": lambda: telling(NUMBERED.replace("收入2365.09万元\n1.", "收入2335.09万元\n1.")),
    "narrative.public_cost_sum": lambda: telling(COSTS.replace("预算数6万元", "预算数9万元")),
    "narrative.amount": _in("三", "基本支出670.53万元", "基本支出660.53万元"),
    "narrative.circular_reason": _said("公务接待费5万元，比上年增加1万元，主要原因是公务接待费增加。"),
    "narrative.class_list": _in("五", "卫生健康支出", "科学技术支出"),
    "narrative.direction": _said("2027年收入总计100万元，比上年减少10万元，增长9.09%。"),
    "narrative.named_amount": _project_named,
    "narrative.named_twice": _said(NAMED.format("1143.90")),
    "narrative.no_operating_costs": lambda: with_text(department(), "八", "本部门2027年无机关运行经费。"),
    "narrative.parts": _said("2027年支出预算100万元，其中：基本支出60万元，项目支出30万元。"),
    "narrative.procurement_sum": _in("九", "政府采购服务预算96.00万元", "政府采购服务预算69.00万元"),
    "narrative.public_cost_changes": _said(_PUBLIC.format("增加")),
    "narrative.public_cost_counts": lambda: replace(
        telling("公务接待费1万元，共接待60人次。"), phase=Phase.FINAL_ACCOUNTS
    ),
    "narrative.rate": _in("八", "下降2.94%", "下降3.94%"),
    "narrative.reason_missing": _said("公务接待费2万元，比上年减少1万元。"),
    "narrative.sentence_year": _in("三", "2027年度", "2026年度"),
    "narrative.change_repeated": lambda: _again("2027年收入总计{now}万元，比上年增加1.30万元。", "1.03"),
    "narrative.share_of_one": _said(SHARES.format("16.0")),
    "narrative.share": _said("2027年支出预算100万元，其中：基本支出60万元，占50%；项目支出40万元，占40%。"),
    "narrative.subject_list": _in("六", "差旅费", "咨询费"),
    "narrative.target_classes": _in("十", "公开项目绩效目标5个", "公开项目绩效目标4个"),
    "narrative.target_share": _share_of_all,
    "narrative.target_total": _in("十", "共计金额728.48万元", "共计金额782.48万元"),
    "narrative.total_change": _in("一", "比上年增加109.52万元", "比上年增加109.57万元"),
    "performance.annual_total": lambda: _form(funding=_funded(total=Decimal(2600000), local=Decimal(2600000))),
    "performance.attribute": lambda: _form(duration="3年"),
    "performance.beyond_entity": lambda: city(replace(REPAIR, objective=Objective(annual="确保全省校舍安全达标。"))),
    "performance.cost_ceiling": lambda: _target("项目总成本", "≤260万元"),
    "performance.cost_unit": lambda: _target("项目总成本", "≤2500000万元"),
    "performance.department": lambda: _six(department_code="302", department="示例体育局", name="项目庚"),
    "performance.empty_fields": lambda: filed(replace(REPAIR, basis=None, necessity=None), PURCHASE),
    "performance.fields_copied": lambda: _form(summary=REPAIR.name, basis=REPAIR.name, necessity=REPAIR.name),
    "performance.filing_date": lambda: _form(filed_at="20251115093000"),
    "performance.form_missing": lambda: _LISTED,
    "performance.form_surplus": lambda: filed(REPAIR, PURCHASE, replace(REPAIR, name="食堂改造补助")),
    "performance.form_year": lambda: _form(year=2026),
    "performance.fund_source": lambda: _form(
        funding=WholeAndAnnualFunding(
            whole=funding("2500000", self_raised="2500000"), annual=funding("2500000", self_raised="2500000")
        )
    ),
    "performance.funding_parts": lambda: _form(funding=_funded(local=Decimal(2400000))),
    "performance.implementing_unit": lambda: _of_unit(replace(REPAIR, unit="示例职业学院"), PURCHASE),
    "performance.impossible_date": lambda: _form(plan="6月开工，11月31日前完工。"),
    "performance.impossible_rate": lambda: _target("师生满意度", "≥120%"),
    "performance.indicator_kinds": lambda: filed(without_level(REPAIR, "成本指标"), PURCHASE),
    "performance.indicator_slot": lambda: _target("实训工位利用率", "≥3场", "开展宣传活动"),
    "performance.objective_copied": lambda: filed(REPAIR, replace(PURCHASE, objective=REPAIR.objective)),
    "performance.objective_beyond_year": lambda: filed(
        replace(lasting(REPAIR, 5, "9000000"), objective=Objective(whole=_SPAN, annual=_SPAN)), PURCHASE
    ),
    "performance.objective_elsewhere": lambda: _form(objective=Objective(annual="完成维修，购置办公家具，改善环境。")),
    "performance.past_target": lambda: _target("完工时间", "2026年8月底前"),
    "performance.past_text": lambda: _form(plan="2026年6月开展招聘，10月支付费用。"),
    "performance.project_name": lambda: _form(name="实训大楼维修"),
    "performance.quality": lambda: _form(objective=Objective(), indicators=Indicators(), basis=None),
    "performance.repeated_name": _one_name,
    "performance.same_work": _greening,
    "performance.staff_number": _staffed,
    "performance.stated_forms": lambda: _ten("公开项目绩效目标3个，涉及项目金额365.84万元，占项目支出总额的100%。"),
    "performance.target_direction": lambda: _target("师生满意度", "≤92%"),
    "performance.text_amount": lambda: _form(summary="维修屋面，总预算260万元。"),
    "performance.text_arithmetic": lambda: _form(summary="聘用保安3名，每人每月2000元，年需9万元。"),
    "performance.unmeasured": lambda: _target("维修实训楼面积", "是"),
    "performance.whole_and_year": lambda: _form(
        funding=WholeAndAnnualFunding(whole=funding("2000000"), annual=REPAIR.funding.annual)
    ),
    "performance.whole_cost": lambda: filed(
        with_target(lasting(REPAIR, 3, "9000000"), "项目总成本", "≤800万元"), PURCHASE
    ),
}
