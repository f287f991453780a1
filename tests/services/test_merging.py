"""Words in one file, tables in another: one disclosure, whose places say which file."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.checks import check
from budgetbook.errors import NotADisclosure, UsageError
from budgetbook.model.disclosure import Damage, Disclosure
from budgetbook.model.place import describe
from budgetbook.services.merging import Part, disclosures_merged
from budgetbook.services.reading import disclosure_read, disclosures_read

WORDS = """2027年度青石市档案馆单位预算公开
第一部分 概况
一、主要职责
1. 保管档案。
第三部分 2027年度单位预算情况说明
一、2027年度单位预算收支情况说明
2027年度青石市档案馆预算收入总计3.00万元。
第四部分 名词解释
一、一般公共预算拨款收入：指财政当年拨付的资金。
"""
TABLES = """{year}预算支出总表
单位名称：青石市档案馆\t单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t3.00\t1.00\t2.00
201\t一般公共服务支出\t3.00\t1.00\t{odd}
"""
MORE = """2027年预算收入总表
单位名称：青石市档案馆\t单位：万元
科目编码\t科目名称\t合计\t一般公共预算
合计\t\t3.00\t3.00
201\t一般公共服务支出\t3.00\t3.00
"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _tables(folder: Path, name: str = "表格.txt", *, year: str = "2027年", odd: str = "2.00") -> Path:
    return _file(folder, name, TABLES.format(year=year, odd=odd))


def test_words_and_tables_make_one(tmp_path: Path) -> None:
    words = _file(tmp_path, "文字.txt", WORDS)
    whole = disclosures_read(paths=[words, _tables(tmp_path)])
    assert (whole.entity.name, whole.fiscal_year) == ("青石市档案馆", 2027)
    assert whole.profile.duties == ("1. 保管档案。",)
    assert [section.section for section in whole.narrative] == ["一"]
    assert [len(statement.rows) for statement in whole.statements] == [2]
    assert whole.source is not None
    assert (whole.source.name, whole.source.format) == ("文字.txt + 表格.txt", "several")
    assert whole.statements[0].place is not None
    assert describe(whole.statements[0].place) == "表格.txt，第 1 行"
    assert whole.narrative[0].place is not None
    assert whole.narrative[0].place.file == "文字.txt"


def test_one_file_is_what_it_is(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    assert disclosures_read(paths=[tables]) == disclosure_read(path=tables)


def test_tables_without_a_year_take_that_of_the_words(tmp_path: Path) -> None:
    words, tables = _file(tmp_path, "文字.txt", WORDS), _tables(tmp_path, year="")
    with pytest.raises(NotADisclosure, match="年度"):
        disclosure_read(path=tables)
    for order in ([words, tables], [tables, words]):
        whole = disclosures_read(paths=order)
        assert (whole.fiscal_year, len(whole.statements)) == (2027, 1)


def test_no_file_with_a_year_is_said_of_the_first(tmp_path: Path) -> None:
    one, other = _tables(tmp_path, year=""), _tables(tmp_path, "b.txt", year="", odd="5.00")
    with pytest.raises(NotADisclosure, match=r"表格\.txt"):
        disclosures_read(paths=[one, other])


def test_what_both_print_stands_once_and_damage_follows(tmp_path: Path) -> None:
    """The statement of income comes second in its own file and stays second; its doubtful cell is still its."""
    first = _tables(tmp_path)
    both = _file(tmp_path, "两表.txt", first.read_text() + "\n" + MORE.replace("3.00\t3.00\n2", "3.00\t三\n2"))
    whole = disclosures_read(paths=[first, both])
    assert [statement.title for statement in whole.statements] == ["2027年预算支出总表", "2027年预算收入总表"]
    assert [each.subject for each in whole.damage if each.what == "not_an_amount"] == ["/statements/1/rows/0/amounts/1"]
    turned = disclosures_read(paths=[both, first])
    assert [statement.title for statement in turned.statements] == ["2027年预算支出总表", "2027年预算收入总表"]


def test_damage_points_into_the_whole(tmp_path: Path) -> None:
    more = _file(tmp_path, "收入.txt", MORE.replace("3.00\t3.00\n2", "3.00\t三\n2"))
    alone = disclosure_read(path=more)
    whole = disclosures_read(paths=[_tables(tmp_path), more])
    subjects = [each.subject for each in alone.damage]
    assert "/statements/0/rows/0/amounts/1" in subjects
    assert [each.subject for each in whole.damage] == [
        subject and subject.replace("/statements/0", "/statements/1") for subject in subjects
    ]
    assert {each.place.file for each in whole.damage if each.place} == {"收入.txt"}


def test_damage_of_what_another_file_gave_points_nowhere(tmp_path: Path) -> None:
    one, two = (disclosure_read(path=_tables(tmp_path, name)) for name in ("a", "b"))
    damage = (
        Damage(what="x", note="…", subject="/assets/vehicles"),
        Damage(what="x", note="…", subject="/assets/vehicles"),
    )
    merged = disclosures_merged(
        [Part(file="a", disclosure=_replace(one, damage=damage)), Part(file="b", disclosure=two)]
    )
    assert [each.subject for each in merged.damage] == [None, None]


def _replace(disclosure: Disclosure, **changes: object) -> Disclosure:
    import msgspec

    return msgspec.structs.replace(disclosure, **changes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("2027", "2026"), "2026 年度"),
        (("青石市档案馆", "白石市档案馆"), "“白石市档案馆”"),
        (("预算", "决算"), "决算"),
    ],
)
def test_what_does_not_belong_together_is_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    one = _file(tmp_path, "一.txt", WORDS)
    other = _file(tmp_path, "二.txt", WORDS.replace(*change))
    with pytest.raises(UsageError, match=words) as error:
        disclosures_read(paths=[one, other])
    assert "\n" not in str(error.value)
    assert "一.txt" in str(error.value)
    assert "二.txt" in str(error.value)


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one, other = _file(tmp_path / "a", "公开.txt", WORDS), _tables(tmp_path, "b/公开.txt".replace("/", "_"))
    twin = _file(tmp_path / "c", "公开.txt", other.read_text())
    whole = disclosures_read(paths=[one, twin])
    assert whole.statements[0].place is not None
    assert whole.statements[0].place.file == str(twin)


def test_a_finding_names_the_file(tmp_path: Path) -> None:
    words = _file(tmp_path, "文字.txt", WORDS)
    report = check(disclosures_read(paths=[words, _tables(tmp_path, odd="9.00")]))
    places = [place for finding in report.findings for place in finding.places]
    assert places
    assert {place.file for place in places} == {"表格.txt"}
