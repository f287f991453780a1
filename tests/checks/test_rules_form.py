"""Form, assets and classification: each rule passes, finds exactly, says what it could not check, and ignores its neighbours."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.checks.without_data import says_no_data
from budgetbook.model.disclosure import Damage, Disclosure, Phase
from budgetbook.model.finding import Finding, Severity, Status
from budgetbook.model.narrative import Profile, Section
from budgetbook.model.statement import Kind, Statement
from tests.checks.reports import findings, reasons, statuses
from tests.checks.worded import department, saying, section, telling, unit, with_text, without_words
from tests.ledgers import BUREAU, CENTRE


def one(disclosure: Disclosure, rule: str) -> Finding:
    found = findings(disclosure, rule)
    assert len(found) == 1, [each.message for each in found]
    return found[0]


def notices(disclosure: Disclosure, rule: str) -> list[str]:
    return [each.message for each in check(disclosure).findings if each.rule == rule]


def with_kind(disclosure: Disclosure, kind: Kind, **fields: object) -> Disclosure:
    """`disclosure` with other fields in its statement of `kind`."""
    return replace(
        disclosure,
        statements=tuple(replace(each, **fields) if each.kind is kind else each for each in disclosure.statements),
    )


def statement(disclosure: Disclosure, kind: Kind) -> Statement:
    return next(each for each in disclosure.statements if each.kind is kind)


class TestPlaceholder:
    RULE = "form.placeholder"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize(
        ("said", "gap"),
        [
            ("预算XX万元。", "XX"),
            ("公务接待费××万元，比上年减少1万元。", "××"),
            ("预算5万元，比上年增加（减少）1万元。", "增加（减少）"),
            ("比上年增加/减少1万元。", "增加/减少"),
            ("比上年增加1万元，主要原因是。", "主要原因是"),
            ("比上年增加1万元，主要原因是：；", "主要原因是:"),
            ("主要用于【待填：用途】。", "【待填：用途】"),
            ("本年支出____万元。", "____"),
            ("预算总计万元，其中：", "总计"),
        ],
    )
    def test_finds_gaps(self, said: str, gap: str) -> None:
        assert (one(telling(said), self.RULE).found or "").replace("：", ":") == gap.replace("：", ":")

    @pytest.mark.parametrize(
        "said",
        ["购买XXL号工作服。", "金额以万元，保留两位小数。", "增减变化的主要原因是人员增加。", "建筑面积1×2公里。"],
    )
    def test_leaves_words_alone(self, said: str) -> None:
        assert findings(telling(said), self.RULE) == ()

    def test_needs_words(self) -> None:
        assert reasons(without_words(department()), self.RULE) == ["文件中没有情况说明"]


class TestPunctuation:
    RULE = "form.punctuation"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_doubled_marks_and_open_ends(self) -> None:
        said = "收入总计10万元，主要原因是人员增加。；支出总计10万元，比上年增加1万元，主要原因是新招录人员"
        assert notices(telling(said), self.RULE) == [
            "情况说明第一部分“预算情况说明”：标点重复“。；”",
            "情况说明第一部分“预算情况说明”：段末“…元，主要原因是新招录人员”没有句号",
        ]

    def test_captions_and_short_lines_need_no_stop(self) -> None:
        assert (
            notices(
                telling("收入总计10万元，支出总计10万元。\n收入预算结构图\n无\n其中：\n（一）人员经费；"), self.RULE
            )
            == []
        )


class TestEmptyNote:
    RULE = "form.empty_note"

    def test_passes(self) -> None:
        assert statuses(unit(), self.RULE) == {Status.PASSED}

    def test_finds_a_lost_note(self) -> None:
        empty = next(each for each in department().statements if says_no_data(each))
        found = one(with_kind(department(), empty.kind, note=None), self.RULE)
        assert found.message == f"表{empty.number}《{empty.title}》没有任何金额，也没有注明本表无数据"

    def test_a_statement_that_was_not_read_is_not_empty(self) -> None:
        number = next(at for at, each in enumerate(department().statements) if says_no_data(each))
        made = with_kind(department(), department().statements[number].kind, note=None)
        made = replace(made, damage=(Damage(what="lost", note="没有读到行", subject=f"/statements/{number}/rows"),))
        assert findings(made, self.RULE) == ()
        assert any("识别有疑问" in each for each in reasons(made, self.RULE))

    def test_in_other_forms_it_is_a_notice(self) -> None:
        empty = next(each for each in department().statements if says_no_data(each))
        made = replace(with_kind(department(), empty.kind, note=None), form=None)
        assert findings(made, self.RULE) == ()
        assert notices(made, self.RULE) == [f"表{empty.number}《{empty.title}》没有任何金额，也没有注明本表无数据"]


class TestStatementYear:
    RULE = "form.statement_year"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_last_years_title(self) -> None:
        found = one(with_kind(department(), Kind.INCOME, title="2026年预算收入总表"), self.RULE)
        assert (found.severity, found.expected, found.found) == (Severity.ERROR, "2027", "2026")

    def test_says_so_where_most_titles_differ(self) -> None:
        made = replace(department(), fiscal_year=2028)
        assert reasons(made, self.RULE) == ["多数报表标题的年度与文件的年度不同，无法判断以哪个为准"]

    def test_titles_without_a_year_are_left_alone(self) -> None:
        assert findings(with_kind(department(), Kind.INCOME, title="预算收入总表"), self.RULE) == ()


class TestStatementMissing:
    RULE = "form.statement_missing"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_missing_one(self) -> None:
        made = replace(department(), statements=tuple(each for each in department().statements if each.number != 10))
        assert one(made, self.RULE).message == "没有找到表10《2027年财政拨款安排“三公”经费支出预算表》"

    def test_says_so_where_little_was_read(self) -> None:
        made = replace(department(), statements=department().statements[:4])
        assert reasons(made, self.RULE) == ["读到的报表太少或有报表未能辨认，无法判断是否齐全"]

    @staticmethod
    def unknown(*without: Kind) -> Disclosure:
        """The document as if its form weren't known, without some of its statements."""
        kept = tuple(each for each in department().statements if each.kind not in without)
        return replace(department(), form=None, statements=kept)

    def test_in_other_forms_it_finds_what_every_place_publishes(self) -> None:
        assert one(self.unknown(Kind.PUBLIC_COSTS), self.RULE).message == "没有找到《“三公”经费支出表》"
        assert findings(self.unknown(Kind.STATE_CAPITAL, Kind.OPERATING_COSTS, Kind.PROJECTS), self.RULE) == ()

    def test_a_table_that_was_not_understood_may_be_the_missing_one(self) -> None:
        made = self.unknown(Kind.GOVERNMENT_FUND_EXPENDITURE)
        assert len(findings(made, self.RULE)) == 1
        other = replace(made.statements[0], kind=Kind.OTHER, title="政府性基金预算收支情况表")
        assert findings(replace(made, statements=(*made.statements, other)), self.RULE) == ()

    def test_in_other_forms_it_says_so_where_little_was_read(self) -> None:
        few = self.unknown(Kind.PUBLIC_COSTS, Kind.INCOME, Kind.EXPENDITURE)
        assert reasons(few, self.RULE) == ["读到的报表太少或识别有疑问，无法判断是否齐全"]
        final = replace(self.unknown(Kind.PUBLIC_COSTS), phase=Phase.FINAL_ACCOUNTS)
        assert reasons(final, self.RULE) == ["读到的报表太少或识别有疑问，无法判断是否齐全"]


class TestSectionMissing:
    RULE = "form.section_missing"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}
        assert statuses(unit(), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize("numeral", ["三", "五", "六", "八", "十二"])
    def test_finds_a_missing_one(self, numeral: str) -> None:
        lost = section(department(), numeral)
        made = replace(department(), narrative=tuple(each for each in department().narrative if each is not lost))
        assert one(made, self.RULE).message == f"情况说明中没有找到“{numeral}、{lost.title}”"

    def test_says_so_where_the_titles_are_others(self) -> None:
        made = replace(department(), narrative=telling("总计5万元。").narrative)
        assert reasons(made, self.RULE) == ["情况说明的各部分标题与公开格式大多不同，无法判断是否齐全"]

    def test_a_title_may_be_worded_a_little_otherwise(self) -> None:
        lost = section(department(), "十一")
        made = tuple(
            replace(each, title="国有资产占用使用情况说明") if each is lost else each for each in department().narrative
        )
        assert findings(replace(department(), narrative=made), self.RULE) == ()


class TestKindWord:
    RULE = "form.kind_word"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}
        assert statuses(unit(), self.RULE) == {Status.PASSED}

    def test_finds_the_other_word(self) -> None:
        found = one(saying(department(), "八", "本部门", "本单位"), self.RULE)
        assert (found.expected, found.found) == ("部门", "本单位")
        found = one(saying(unit(), "八", "本单位", "本部门"), self.RULE)
        assert (found.expected, found.found) == ("单位", "本部门")

    def test_finds_it_in_titles(self) -> None:
        first = section(unit(), "一")
        title = first.title.replace("单位", "部门")
        made = replace(unit(), narrative=(replace(first, title=title), *unit().narrative[1:]))
        assert one(made, self.RULE).found == title

    @pytest.mark.parametrize(
        "said",
        ["占部门（单位）项目支出总额的80%。", "部门预算支出经济分类科目。", "报主管部门审批。", "与有关部门协调。"],
    )
    def test_official_names_are_left_alone(self, said: str) -> None:
        assert findings(with_text(unit(), "十", said), self.RULE) == ()

    def test_needs_words(self) -> None:
        assert reasons(without_words(department()), self.RULE) == ["文件中没有情况说明"]


class TestKindWordOfOtherForms:
    RULE = "form.kind_word"

    def told(self, *words: str) -> Disclosure:
        return telling("。".join(f"{word}2027年的预算" for word in words))

    def test_one_unlike_all_others_is_found(self) -> None:
        found = one(self.told("本单位", "我单位", "本部门", "本单位", "本单位"), self.RULE)
        assert found.message == "情况说明第一部分“预算情况说明”写“本部门”，本文件其他 4 处都写“单位”，应当统一"
        assert one(self.told(*["本部门"] * 4, "本单位"), self.RULE).found == "本单位"

    @pytest.mark.parametrize(
        "words",
        [
            ["本单位"] * 5,  # a department that calls itself a unit throughout
            ["本部门"] * 4 + ["本单位"] * 2,  # two words for two things
            ["本部门"] * 4 + ["本部门（单位）", "部门（本单位）"],
        ],
    )
    def test_habits_are_left_alone(self, words: list[str]) -> None:
        assert findings(self.told(*words), self.RULE) == ()

    def test_says_so_where_it_is_seldom_said(self) -> None:
        assert reasons(self.told("本部门", "本单位"), self.RULE) == ["文中很少用“本部门”“本单位”，看不出本文件用哪个词"]


class TestSectionNumber:
    RULE = "form.section_number"

    def told(self, numerals: str, text: str = "本年预算的说明。") -> Disclosure:
        sections = (Section(section=each, title="说明", text=text) for each in numerals.split())
        return replace(telling(""), narrative=tuple(sections))

    @pytest.mark.parametrize(
        "numerals",
        ["一 二 三", "五 六 七", "一 一 二 一 二 三", "九 十 十一 十二", "十九 二十 二十一", "一 甲 三", "三 二"],
    )
    def test_passes(self, numerals: str) -> None:
        assert statuses(self.told(numerals), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize(
        ("numerals", "missing"),
        [("一 三", "二"), ("九 十一", "十"), ("十 十二", "十一"), ("十九 二十一", "二十"), ("一 四", "二、三")],
    )
    def test_finds_the_gap(self, numerals: str, missing: str) -> None:
        before, after = numerals.split()
        expected = f"情况说明第{before}部分之后是第{after}部分，没有找到第{missing}部分"
        assert one(self.told(numerals), self.RULE).message == expected

    @pytest.mark.parametrize("heading", ["二、收入情况", "二．收入情况", "第二部分 收入情况"])
    def test_a_heading_that_was_taken_for_words_is_no_gap(self, heading: str) -> None:
        assert findings(self.told("一 三", f"说明。\n{heading}\n说明。"), self.RULE) == ()

    def test_says_so_where_words_are_damaged_or_the_form_is_known(self) -> None:
        made = replace(self.told("一 三"), damage=(Damage(what="words", note="缺页", subject="/narrative"),))
        assert reasons(made, self.RULE) == ["情况说明识别有疑问，无法判断序号是否连续"]
        assert reasons(department(), self.RULE) == ["这种格式按部分检查，见 form.section_missing"]


class TestDeviceWorth:
    RULE = "assets.device_worth"

    @pytest.mark.parametrize(
        "said",
        [
            "单价100万元以上的设备（不含车辆）0台（套）。",
            "单位价值50万元以上通用设备2台，单位价值100万元以上专用设备1台。",
            "单价100万元（含）以上设备0台。",
            "单价在200万元以上的大型设备0台。",
        ],
    )
    def test_passes(self, said: str) -> None:
        assert statuses(telling(said), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize("worth", ["130万元", "10万元", "100元", "105万元"])
    def test_finds_another_worth(self, worth: str) -> None:
        assert one(telling(f"单价{worth}（含）以上的设备0台（套）。"), self.RULE).found == worth

    def test_says_so_where_no_worth_is_named(self) -> None:
        assert reasons(telling("价值130万元以上的项目3个。"), self.RULE) == ["情况说明中没有写明设备的单价起点"]


class TestUnitName:
    RULE = "form.unit_name"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_former_name(self) -> None:
        made = replace(department(), profile=Profile(structure="本部门包括：1.局机关，2.青石市群众文化艺术中心馆。"))
        found = one(made, self.RULE)
        assert (found.expected, found.found) == (CENTRE, "青石市群众文化艺术中心馆")

    def test_says_so_where_units_are_not_listed(self) -> None:
        kinds = (Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS, Kind.OPERATING_COSTS)
        made = replace(
            department(), statements=tuple(each for each in department().statements if each.kind not in kinds)
        )
        assert reasons(made, self.RULE) == ["报表没有分单位列示，无法核对单位名称"]

    def test_bodies_that_are_no_units_are_left_alone(self) -> None:
        made = replace(
            department(), profile=Profile(structure=f"内设办公室、人事科、财务科。本部门由{BUREAU}机关和{CENTRE}组成。")
        )
        assert findings(made, self.RULE) == ()


class TestWithdrawnDocument:
    RULE = "form.withdrawn_document"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_withdrawn_one(self) -> None:
        found = one(with_text(department(), "十二", "（一）政府购买服务指导性目录\n晋财综[2023]43号"), self.RULE)
        assert (found.expected, found.found) == ("晋财综〔2024〕37号", "晋财综〔2023〕43号")

    def test_it_was_in_force_before(self) -> None:
        assert findings(telling("晋财综〔2023〕43号", year=2024), self.RULE) == ()


class TestAssets:
    def test_pass(self) -> None:
        for name in ("vehicle_kinds", "vehicle_quota", "device_counts", "as_of_date"):
            assert statuses(department(), f"assets.{name}") == {Status.PASSED}

    def test_finds_kinds_that_do_not_add_up(self) -> None:
        found = one(saying(department(), "十一", "机要通信用车1辆", "机要通信用车2辆"), "assets.vehicle_kinds")
        assert (found.expected, found.found, found.difference) == ("3", "2", Decimal("-1"))

    def test_finds_more_vehicles_than_the_quota(self) -> None:
        found = one(saying(department(), "十一", "编制3辆", "编制1辆"), "assets.vehicle_quota")
        assert (found.severity, found.expected, found.found) == (Severity.WARNING, "≤1", "2")

    def test_finds_fewer_devices_than_there_can_be(self) -> None:
        text = section(department(), "十一").text.replace("通用设备0台", "通用设备5台")
        found = one(with_text(department(), "十一", text), "assets.device_counts")
        assert (found.expected, found.found) == ("≥5", "2")

    def test_finds_a_day_to_come(self) -> None:
        text = section(department(), "十一").text.replace("截至2026年12月31日", "截至2027年12月31日", 1)
        assert one(with_text(department(), "十一", text), "assets.as_of_date").found == "截至2027年12月31日"

    def test_say_so_where_nothing_is_said(self) -> None:
        made = with_text(department(), "十一", "无。")
        assert reasons(made, "assets.vehicle_kinds") == ["情况说明中没有按类写明车辆数"]
        assert reasons(made, "assets.vehicle_quota") == ["情况说明中没有写明车辆编制数"]
        assert reasons(made, "assets.device_counts") == ["情况说明中没有同时写明 50 万元以上和 100 万元以上的设备数"]

    def test_vehicles_to_be_bought_are_counted_apart(self) -> None:
        said = (
            "共有车辆5辆，其中：机要通信用车0辆、其他用车5辆。本年安排购置车辆1辆，其中：机要通信用车1辆、其他用车0辆。"
        )
        assert findings(telling(said), "assets.vehicle_kinds") == ()

    def test_a_month_of_this_year_is_fine(self) -> None:
        assert findings(telling("截至2027年1月31日，共有车辆5辆。"), "assets.as_of_date") == ()


class TestOfficialName:
    RULE = "classification.official_name"

    def renamed(self, name: str) -> Disclosure:
        """One code of the general public statement alone under another name: no other statement prints it."""
        kind = Kind.GENERAL_PUBLIC_EXPENDITURE
        rows = tuple(
            replace(row, label=name) if row.code == "2080505" else row for row in statement(department(), kind).rows
        )
        made = with_kind(department(), kind, rows=rows)
        return replace(
            made, statements=tuple(each for each in made.statements if each.kind not in (Kind.INCOME, Kind.EXPENDITURE))
        )

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_another_codes_name(self) -> None:
        found = one(self.renamed("住房公积金"), self.RULE)
        assert (found.expected, found.found) == ("机关事业单位基本养老保险缴费支出", "住房公积金")

    def test_a_printing_nobody_listed_is_a_notice(self) -> None:
        assert findings(self.renamed("机关事业单位基本养老保险费支出"), self.RULE) == ()
        assert len(notices(self.renamed("机关事业单位基本养老保险费支出"), self.RULE)) == 1

    def test_unknown_codes_are_not_wrong(self) -> None:
        kind = Kind.GENERAL_PUBLIC_EXPENDITURE
        rows = tuple(
            replace(row, code="2089876", coordinates=replace(row.coordinates, function="2089876"))
            if row.code == "2080505"
            else row
            for row in statement(department(), kind).rows
        )
        assert findings(with_kind(department(), kind, rows=rows), self.RULE) == ()


class TestFunctionDetail:
    RULE = "classification.function_detail"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_what_stops_short(self) -> None:
        kind = Kind.GENERAL_PUBLIC_EXPENDITURE
        rows = tuple(row for row in statement(department(), kind).rows if not (row.code or "").startswith("2080505"))
        kept = tuple(row for row in rows if not ((row.code or "").startswith("208") and len(row.code or "") == 7))
        assert one(with_kind(department(), kind, rows=kept), self.RULE).found == "20805"

    def test_needs_the_statement(self) -> None:
        kind = Kind.GENERAL_PUBLIC_EXPENDITURE
        made = replace(
            department(), statements=tuple(each for each in department().statements if each.kind is not kind)
        )
        assert reasons(made, self.RULE) == ["没有找到一般公共预算支出表"]
