"""What an officer typed into a cell, as a value of the ledger; or what is wrong with it and what to do.

Excel changes what is typed: codes become numbers (2050305.0), 95% becomes 0.95, 1-2 becomes a date, sums carry binary dust
(0.30000000000000004). What can be taken back without a doubt is; the rest is said.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable
from decimal import Decimal

from budgetbook.codes import Classification, find_by_name, level_of, name_key, name_of
from budgetbook.errors import AmountError
from budgetbook.forms.entry import UNFINISHED, Choice, EntryColumn, Holds, Value, load_entry, same_words
from budgetbook.model.money import parse_amount, round_to
from budgetbook.readers.workbook_file import FoundCell

_LARGEST = Decimal(10) ** 13
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# 2026年12月31日, 2026-12-31, 2026.12.31, 20261231, 20261231093000
_DAY = re.compile(r"(\d{4})\s*[年./-]?\s*(\d{1,2})\s*[月./-]?\s*(\d{1,2})\s*日?")
_AROUND_NAME = " -—_:：]】)）\u3000"
_MOMENT = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)


class CellMistake(Exception):
    """A cell that can't be taken as it is. `message` and `advice` are Chinese, for the officer.

    `value` is what the cell holds where that is understood and only not to be left so.
    """

    def __init__(self, message: str, advice: str, value: Value = None) -> None:
        self.message, self.advice, self.value = message, advice, value
        super().__init__(message)


def value_of(cell: FoundCell, column: EntryColumn, year: int | None = None) -> Value:
    """The value in `cell` for `column`; None where it is as good as blank. Raises CellMistake.

    With `year`, a name written behind a code must not be another code's.
    """
    if cell.uncomputed:
        raise CellMistake("单元格里是公式，文件中没有它的计算结果", "请用 Excel 或 WPS 打开后保存一次，或直接填写结果")
    if cell.error:
        raise CellMistake(f"单元格里是公式错误 {cell.value}", "请改正公式，或直接填数")
    match column.holds:
        case Holds.AMOUNT:
            return _amount(cell)
        case Holds.COUNT:
            return _count(cell)
        case Holds.NUMBER:
            return _number(cell, "数字")
        case Holds.CODE:
            return _code(cell, column, year)
        case Holds.CHOICE:
            return _choice(cell, column)
        case Holds.DATE:
            return _date(cell)
        case Holds.TIMESTAMP:
            return _timestamp(cell)
        case Holds.DURATION:
            text = _text(cell)
            return f"{text}年" if text and text.isdecimal() else text
        case Holds.UNIT | Holds.PROJECT:
            return _text(cell)
        case Holds.TEXT | Holds.LONG_TEXT | Holds.IDENTIFIER:
            text = _text(cell)
            if text and text.startswith(UNFINISHED):
                raise CellMistake(f"还有{UNFINISHED}标记", f"请核对并改好内容，再删去{UNFINISHED}", text)
            return text


def _decimal(cell: FoundCell) -> Decimal | None:
    """The number in a cell as the decimal that was typed; None where the cell holds no number.

    A workbook stores numbers as binary doubles. Excel shows 15 digits of them, and those 15 digits are what the officer saw and meant.
    """
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _amount(cell: FoundCell) -> Decimal | None:
    amount = _number(cell, "金额")
    if amount is None:
        return None
    if abs(amount) >= _LARGEST:
        raise CellMistake(f"金额 {amount:f} 过大", "单元格最多准确保存 15 位数字；请确认单位是元")
    if round_to(amount, 2) != amount:
        raise CellMistake(f"金额 {amount:f} 超过两位小数", f"金额精确到分；如应四舍五入，请填 {round_to(amount, 2):f}")
    return round_to(amount, 2)


def _number(cell: FoundCell, what: str) -> Decimal | None:
    number = _decimal(cell)
    if number is not None:
        if not number.is_finite():  # 1E+999, which another program may write
            raise CellMistake(f"“{cell.value}”不是{what}", f"请重新填{what}")
        if "%" in cell.number_format:
            raise CellMistake(f"这里要填{what}，但单元格是百分比（{_text(cell)}）", f"请把格式改为数值，重新填{what}")
        return number
    if isinstance(cell.value, _MOMENT):
        raise CellMistake(f"这里要填{what}，但单元格是日期（{_text(cell)}）", f"请把单元格格式改为数值，重新填{what}")
    if isinstance(cell.value, bool):
        raise CellMistake(f"这里要填{what}，但单元格是 {str(cell.value).upper()}", f"请填{what}")
    text = str(cell.value).strip()
    try:
        # 1,200元 is what it says; 12万元 in a column of yuan is a question.
        return parse_amount(re.sub(r"(?<=[\d０-９])\s*元$", "", text))
    except AmountError:
        raise CellMistake(f"“{text}”不是{what}", _advice_on(text, what)) from None


def _advice_on(text: str, what: str) -> str:
    wan = re.fullmatch(r"([\d,，.．０-９]+)\s*万元?", text)
    if wan:
        try:
            amount = parse_amount(wan[1])
        except AmountError:
            amount = None
        if amount is not None:
            return f"本列单位是元：{text}请填 {(amount * 10_000).normalize():f}"
    if re.search(r"\d[OoIl]|[OoIl]\d", text):
        return "其中有字母（O、I、l 易与 0、1 混淆），请改成数字"
    if text in {"无", "没有", "不涉及", "/", "／"}:
        return "没有就留空，或填 0"
    return "只填数字，不要写单位和其他文字"


def _count(cell: FoundCell) -> int | None:
    number = _number_of_things(cell)
    if number is None:
        return None
    if number != number.to_integral_value() or number < 0:
        raise CellMistake(f"{number:f} 不是 0 或正整数", "请填 0 或正整数")
    return int(number)


def _number_of_things(cell: FoundCell) -> Decimal | None:
    """A count, with the counter word that officers like to add: 581个, 3辆."""
    if isinstance(cell.value, str):
        text = re.sub(r"(?<=[\d０-９])\s*(个|人|名|辆|台|套|台（套）|台\(套\)|级)$", "", cell.value.strip())
        cell = FoundCell(value=text, number_format=cell.number_format)
    return _number(cell, "整数")


def _code(cell: FoundCell, column: EntryColumn, year: int | None) -> str | None:
    text = _text(cell)
    if text is None:
        return None
    header, lengths = column.header, "、".join(str(digits) for digits in column.digits)
    found = re.match(r"[\[【(（]?\s*(\d+)", text.translate(_FULL_WIDTH))
    if isinstance(cell.value, _MOMENT):
        raise CellMistake(f"“{header}”变成了日期（{text}）", f"请把单元格格式改为文本，填 {lengths} 位代码")
    if found is None:
        raise CellMistake(f"“{text}”开头不是{header}代码", f"请从下拉列表选取，或填 {lengths} 位代码")
    if len(found[1]) not in column.digits:
        raise CellMistake(
            f"“{text}”的代码是 {len(found[1])} 位，“{header}”应为 {lengths} 位", "请从下拉列表选取最细一级的科目"
        )
    if year is not None and column.classification is not None:
        _must_name(found[1], text[found.end() :], Classification(column.classification), year)
    return found[1]


def _must_name(code: str, words: str, classification: Classification, year: int) -> None:
    """Raise CellMistake where `words` behind `code` are the name of another code of its level and not its own."""
    bearers = [each.code for each in find_by_name(classification, words, year, level=level_of(classification, code))]
    if name_key(words) and bearers and code not in bearers and (name := name_of(classification, code, year)):
        others = "、".join(bearers[:3])
        raise CellMistake(
            f"代码 {code} 是“{name}”，后面写的却是“{words.strip(_AROUND_NAME)}”（{others}）",
            "请核对是代码错了还是名称错了，从下拉列表重新选取",
            code,
        )


def _choice(cell: FoundCell, column: EntryColumn) -> str | None:
    text = "TRUE" if cell.value is True else "FALSE" if cell.value is False else _text(cell)
    if text is None:
        return None
    choices: Iterable[Choice] = load_entry().choices[column.choices or ""]
    for choice in choices:
        if any(same_words(text).upper() == same_words(word).upper() for word in (choice.label, *choice.aliases)):
            # An open list only advises: what was typed stays as typed.
            return text if column.open else choice.value
    if column.open:
        return text
    labels = [choice.label for choice in choices]
    close = difflib.get_close_matches(text, labels, n=1, cutoff=0.5)
    guess = f"是不是“{close[0]}”？" if close else ""
    header = column.header.replace("\n", "")
    raise CellMistake(f"“{header}”没有“{text}”这一项", f"{guess}请从下拉列表选取：{'、'.join(labels)}")


def _date(cell: FoundCell) -> str | None:
    if isinstance(cell.value, datetime.date):  # a datetime is a date too
        return f"{cell.value.year}年{cell.value.month}月{cell.value.day}日"
    text = _text(cell)
    found = _DAY.fullmatch(text.translate(_FULL_WIDTH)) if text else None
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups())
    _must_be_a_day(text, year, month, day)
    return f"{year}年{month}月{day}日"


def _must_be_a_day(text: str | None, year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise CellMistake(f"“{text}”不是存在的日期", "请改正，如 2026年12月31日") from None


def _timestamp(cell: FoundCell) -> str | None:
    if isinstance(cell.value, datetime.datetime):
        return cell.value.strftime("%Y%m%d%H%M%S")
    if isinstance(cell.value, datetime.date):
        return cell.value.strftime("%Y%m%d000000")
    text = _text(cell)
    if found := _DAY.match(text.translate(_FULL_WIDTH)) if text else None:
        _must_be_a_day(text, *(int(part) for part in found.groups()))
    return text


def _text(cell: FoundCell) -> str | None:
    """The words in a cell, as shown: numbers without .0, percentages with their sign, dates in digits. None where blank."""
    value = cell.value
    number = _decimal(cell)
    if number is not None:
        if "%" in cell.number_format:
            return f"{_plain(number * 100)}%"
        return _plain(number)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, bool):
        return str(value).upper()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\u00a0\ufeff")
    return text or None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
