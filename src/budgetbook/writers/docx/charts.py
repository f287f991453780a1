"""Pie charts of the DOCX as Word's own charts: their numbers stand in an embedded workbook, so an officer can edit them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from lxml import etree

from budgetbook.writers.chart import colour_of
from budgetbook.writers.docx.markup import WP, A, C, Element, R, W, paragraph, serialised, w
from budgetbook.writers.layout import Chart, ChartSlice
from budgetbook.writers.printable import printable

WIDTH, HEIGHT = 5_400_000, 3_060_000  # EMU: 15 cm × 8.5 cm
_LEGEND, _AMOUNT, _LABEL = "图例", "金额（万元）", "项目"
_LABELLED_FROM = 4  # percent; labels of narrower slices would cover each other: the legend has every share


def chart_paragraph(chart: Chart, *, number: int, relationship: str) -> Element:
    """The paragraph that shows chart `number`, with its text alternative."""
    drawing = etree.fromstring(
        f"""<w:drawing xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:c="{C}" xmlns:r="{R}">
        <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{WIDTH}" cy="{HEIGHT}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
        <wp:docPr id="{number}" name="图表 {number}"/><wp:cNvGraphicFramePr/>
        <a:graphic><a:graphicData uri="{C}"><c:chart r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing>""",
        etree.XMLParser(remove_blank_text=True),
    )
    properties = drawing.find(f".//{{{WP}}}docPr")
    assert properties is not None
    properties.set("descr", printable(chart.description))
    properties.set("title", printable(chart.title))
    return paragraph("Figure", w("r", drawing))


def chart_part(chart: Chart) -> bytes:
    """`word/charts/chartN.xml`; its workbook is relationship rId1."""
    slices = _shown(chart)
    last = len(slices) + 1
    root = _c("chartSpace")
    root.append(_c("date1904", val="0"))
    root.append(_c("lang", val="zh-CN"))
    root.append(_c("roundedCorners", val="0"))
    body = _add(root, "chart")
    title = _add(body, "title")
    rich = _add(_add(title, "tx"), "rich")
    rich.append(_a("bodyPr"))
    rich.append(_paragraph_of(chart.title, size=1200, strong=True))
    _add(title, "overlay", val="0")
    _add(body, "autoTitleDeleted", val="0")
    plot = _add(body, "plotArea")
    _add(plot, "layout")
    pie = _add(plot, "pieChart")
    _add(pie, "varyColors", val="1")
    series = _add(pie, "ser")
    _add(series, "idx", val="0")
    _add(series, "order", val="0")
    _cached(_add(series, "tx"), "strRef", "Sheet1!$B$1", [_AMOUNT])
    for at in range(len(slices)):
        point = _add(series, "dPt")
        _add(point, "idx", val=str(at))
        _add(point, "bubble3D", val="0")
        look = _add(point, "spPr")
        look.append(_a("solidFill", _a("srgbClr", val=colour_of(at).lstrip("#"))))
        look.append(_a("ln", _a("solidFill", _a("srgbClr", val="FFFFFF")), w="12700"))
    series.append(_labels(slices))
    legend = [_legend_text(slice_) for slice_ in slices]
    _cached(_add(series, "cat"), "strRef", f"Sheet1!$A$2:$A${last}", legend)
    amounts = [str(slice_.amount) for slice_ in slices]
    _cached(_add(series, "val"), "numRef", f"Sheet1!$B$2:$B${last}", amounts)
    _add(pie, "firstSliceAng", val="0")
    legend_box = _add(body, "legend")
    _add(legend_box, "legendPos", val="r")
    _add(legend_box, "overlay", val="0")
    legend_box.append(_text_properties(1000))
    _add(body, "plotVisOnly", val="1")
    _add(body, "dispBlanksAs", val="gap")
    root.append(_text_properties(900))
    external = _add(root, "externalData")
    external.set(f"{{{R}}}id", "rId1")
    _add(external, "autoUpdate", val="0")
    return serialised(root)


def chart_workbook(chart: Chart) -> bytes:
    """The embedded workbook: names in C, amounts in B, and in A the legend made of both, so that it follows when either is edited."""
    import xlsxwriter

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same input gives the same bytes
    sheet = workbook.add_worksheet("Sheet1")
    number = workbook.add_format({"num_format": "#,##0.00"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 36)
    sheet.write_row(0, 0, (_LEGEND, _AMOUNT, _LABEL))
    slices = _shown(chart)
    for at, slice_ in enumerate(slices, start=1):
        row = at + 1
        share = f'TEXT(B{row}/SUM(B$2:B${len(slices) + 1}),"0.00%")'
        sheet.write_formula(at, 0, f'=C{row}&" "&{share}', None, _legend_text(slice_))
        sheet.write_number(at, 1, slice_.amount, number)
        sheet.write_string(at, 2, printable(slice_.label))
    workbook.close()
    return buffer.getvalue()


def _labels(slices: list[ChartSlice]) -> Element:
    labels = _c("dLbls")
    for at, slice_ in enumerate(slices):
        if slice_.share < _LABELLED_FROM:
            label = _add(labels, "dLbl")
            _add(label, "idx", val=str(at))
            _add(label, "delete", val="1")
    _add(labels, "numFmt", formatCode="0.00%", sourceLinked="0")
    look = _add(labels, "spPr")
    look.append(_a("noFill"))
    look.append(_a("ln", _a("noFill")))
    labels.append(_text_properties(900))
    _add(labels, "dLblPos", val="outEnd")
    _add(labels, "showLegendKey", val="0")
    _add(labels, "showVal", val="0")
    _add(labels, "showCatName", val="0")
    _add(labels, "showSerName", val="0")
    _add(labels, "showPercent", val="1")
    _add(labels, "showBubbleSize", val="0")
    _add(labels, "showLeaderLines", val="1")
    return labels


def _legend_text(slice_: ChartSlice) -> str:
    return f"{printable(slice_.label)} {slice_.share:f}%"


def _shown(chart: Chart) -> list[ChartSlice]:
    return [slice_ for slice_ in chart.slices if slice_.amount > 0]


def _c(name: str, **attributes: str) -> Element:
    node = etree.Element(f"{{{C}}}{name}", nsmap={"c": C, "a": A, "r": R})
    for key, value in attributes.items():
        node.set(key, value)
    return node


def _a(name: str, *children: Element, **attributes: str) -> Element:
    node = etree.Element(f"{{{A}}}{name}", nsmap={"a": A})
    for key, value in attributes.items():
        node.set(key, value)
    for child in children:
        node.append(child)
    return node


def _add(parent: Element, name: str, **attributes: str) -> Element:
    node = _c(name, **attributes)
    parent.append(node)
    return node


def _character(size: int, *, strong: bool = False, name: str = "defRPr") -> Element:
    fonts = (_a("latin", typeface="Times New Roman"), _a("ea", typeface="宋体"))
    colour = _a("solidFill", _a("srgbClr", val="000000"))
    return _a(name, colour, *fonts, sz=str(size), b="1" if strong else "0")


def _text_properties(size: int) -> Element:
    node = _c("txPr")
    node.append(_a("bodyPr"))
    node.append(_a("lstStyle"))
    node.append(_a("p", _a("pPr", _character(size)), _a("endParaRPr", lang="zh-CN")))
    return node


def _paragraph_of(text: str, *, size: int, strong: bool) -> Element:
    words = _a("t")
    words.text = printable(text)
    properties = _character(size, strong=strong, name="rPr")
    properties.set("lang", "zh-CN")
    return _a("p", _a("pPr", _character(size, strong=strong)), _a("r", properties, words))


def _cached(parent: Element, reference: str, formula: str, values: list[str]) -> None:
    node = _add(parent, reference)
    _add(node, "f").text = formula
    cache = _add(node, "numCache" if reference == "numRef" else "strCache")
    if reference == "numRef":
        _add(cache, "formatCode").text = "#,##0.00"
    _add(cache, "ptCount", val=str(len(values)))
    for at, value in enumerate(values):
        point = _add(cache, "pt", idx=str(at))
        _add(point, "v").text = value
