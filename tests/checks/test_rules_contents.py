"""The contents page against the body, rule by rule."""

from __future__ import annotations

from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.contents import ContentsEntry
from budgetbook.model.disclosure import Disclosure, Source
from budgetbook.model.finding import Finding, FindingPlace, Status
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind
from tests.checks.listed import listed, unlisted, with_entry, without_statement
from tests.checks.reports import reasons, statuses
from tests.checks.worded import department

COSTS = "2027年财政拨款安排“三公”经费支出预算表"
GENERAL = "2027年一般公共预算支出预算表（不含上年结转）"


def told(disclosure: Disclosure, rule: str) -> list[Finding]:
    return [one for one in check(disclosure).findings if one.rule == rule]


def messages(disclosure: Disclosure, rule: str = "form.contents") -> list[str]:
    return [one.message for one in told(disclosure, rule)]


class TestContents:
    RULE = "form.contents"

    def test_passes(self) -> None:
        assert statuses(listed(), self.RULE) == {Status.PASSED}

    def test_a_statement_that_is_not_there(self) -> None:
        (found,) = told(without_statement(listed(), COSTS), self.RULE)
        assert found.message == f"目录列有“10、{COSTS}”，正文中没有找到"
        assert found.places == (FindingPlace(page=2, text=f"10、{COSTS}"),)

    def test_a_statement_that_is_not_listed(self) -> None:
        (found,) = told(unlisted(listed(), COSTS), self.RULE)
        assert found.message == f"正文有表10《{COSTS}》，目录列出了其他报表而没有列这张"
        assert found.places == (FindingPlace(statement=f"表10《{COSTS}》", page=13), FindingPlace(page=2, text="目录"))

    def test_a_section_that_is_not_there(self) -> None:
        more = ContentsEntry(title="三、主要工作任务", place=Place(page=2))
        made = listed()
        assert (
            messages(replace(made, contents=(*made.contents, more))) == []
        )  # one of three: titles are of another kind
        headed = [
            ContentsEntry(title=title, heading=Place(page=3))
            for title in ("一、主要职责", "二、机构设置", "四、人员情况")
        ]
        assert messages(replace(made, contents=(*made.contents, *headed, more))) == [
            "目录列有“三、主要工作任务”，正文中没有找到"
        ]

    def test_years_numbers_and_marks_may_differ(self) -> None:
        assert messages(with_entry(listed(), COSTS, title="表十 2026年财政拨款安排三公经费支出预算表")) == []

    def test_a_title_in_other_words_is_told_by_its_kind(self) -> None:
        assert messages(with_entry(listed(), COSTS, title="十、“三公”经费支出表", heading=None)) == []

    def test_a_heading_without_a_table_is_not_absent(self) -> None:
        made = without_statement(listed(), COSTS)
        assert messages(with_entry(made, COSTS, heading=Place(page=60))) == []

    def test_two_views_of_one_kind(self) -> None:
        made = listed()
        view = ContentsEntry(
            title="一般公共预算支出表（按经济分类）", place=Place(page=2), heading=made.statements[4].place
        )
        assert messages(replace(made, contents=(*made.contents, view))) == [
            "目录列有“一般公共预算支出表（按经济分类）”，正文中没有找到"
        ]

    def test_two_lines_for_one_statement_told_by_its_kind(self) -> None:
        made = with_entry(listed(), GENERAL, title="五、一般公共预算支出表（类级）", heading=None)
        more = ContentsEntry(title="六、一般公共预算支出表（款级）")
        assert messages(replace(made, contents=(*made.contents, more))) == []

    def test_a_line_over_all_statements_is_no_title(self) -> None:
        made = listed()
        assert messages(replace(made, contents=(*made.contents, ContentsEntry(title="五、单位预算表")))) == []

    def test_parts_alone_say_nothing_of_statements(self) -> None:
        made = listed()
        parts = tuple(one for one in made.contents if one.title.startswith("第"))
        assert statuses(replace(made, contents=parts), self.RULE) == {Status.PASSED}

    def test_an_unknown_table_may_stay_unlisted(self) -> None:
        made = unlisted(listed(), COSTS)
        statements = tuple(replace(one, kind=Kind.OTHER) if one.title == COSTS else one for one in made.statements)
        assert messages(replace(made, statements=statements)) == []

    def test_needs_a_contents_page(self) -> None:
        assert reasons(department(), self.RULE) == ["文件中没有目录"]

    def test_tables_in_another_file(self) -> None:
        made = replace(listed(), statements=())
        contents = tuple(
            replace(one, heading=one.heading if one.title.startswith("第") else None) for one in made.contents
        )
        assert reasons(replace(made, contents=contents), self.RULE) == [
            "目录列出了报表，但文件中没有报表，可能在另外的文件中"
        ]

    def test_few_statements_read(self) -> None:
        made = listed()
        few = replace(made, statements=made.statements[:3])
        assert reasons(few, self.RULE) == ["目录列出的报表大多没有读到，无法与正文核对"]

    def test_headings_that_were_not_found(self) -> None:
        made = listed()
        nowhere = tuple(replace(one, heading=None) for one in made.contents)
        assert reasons(replace(made, contents=nowhere), self.RULE) == ["目录列出的标题大多没有在正文中找到，无法核对"]


class TestContentsPage:
    RULE = "form.contents_page"

    def test_passes(self) -> None:
        assert statuses(listed(), self.RULE) == {Status.PASSED}

    def test_a_number_that_strays(self) -> None:
        (found,) = told(with_entry(listed(), COSTS, page=9), self.RULE)
        assert found.message == f"目录的页码与正文不符：“10、{COSTS}”目录写第 9 页，实在第 11 页"
        assert found.places == (
            FindingPlace(page=2, text=f"10、{COSTS} 9"),
            FindingPlace(page=13, text=f"10、{COSTS}"),
        )

    def test_no_constant_offset(self) -> None:
        made = listed()
        odd = tuple(replace(one, page=(one.page or 0) * 2) for one in made.contents)
        assert reasons(replace(made, contents=odd), self.RULE) == ["目录的页码与文件的页次没有固定的对应，无法核对"]

    def test_needs_numbers(self) -> None:
        made = listed()
        bare = tuple(replace(one, page=None) for one in made.contents)
        assert reasons(replace(made, contents=bare), self.RULE) == ["目录没有页码"]

    def test_needs_pages(self) -> None:
        made = listed()
        flowing = replace(
            made,
            contents=tuple(replace(one, heading=Place(line=number)) for number, one in enumerate(made.contents)),
            statements=tuple(replace(one, place=None) for one in made.statements),
            source=Source(name="a.docx", sha256="0", format="docx"),
        )
        assert reasons(flowing, self.RULE) == ["这种格式的文件不分页，无法核对目录的页码"]
