"""DOCX that an officer can edit in Word or WPS: real headings, contents, tables, charts and landscape sections.

WordprocessingML is written directly: the same document takes python-docx ten times as long.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from budgetbook.model.codec import encode
from budgetbook.model.disclosure import SCHEMA, Disclosure
from budgetbook.writers.docx.charts import chart_paragraph, chart_part, chart_workbook
from budgetbook.writers.docx.contents import bookmarked, contents
from budgetbook.writers.docx.fitting import FittedTable, fit
from budgetbook.writers.docx.markup import Element, field, paragraph, root, run, serialised, w
from budgetbook.writers.docx.package import Package, core_properties, extended_properties
from budgetbook.writers.docx.page_numbers import depth_for_table, page_numbers
from budgetbook.writers.docx.pages import PORTRAIT, Group, Page, grouped, section_properties
from budgetbook.writers.docx.styles import fixed_part, styles_part
from budgetbook.writers.docx.tables import table_element
from budgetbook.writers.layout import Chart, Heading, Layout, Paragraph, Table
from budgetbook.writers.printable import printable

NAME = "docx"
SUFFIX = ".docx"
_DOCUMENT = "word/document.xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE_ID = "{6B0D1C5A-9C1D-4B7E-8E0B-0D15C105A001}"
# The namespace of the custom XML part that carries the disclosure's JSON as its text.
DATA_NAMESPACE = f"urn:{SCHEMA.replace('/', ':')}"


def write_docx(layout: Layout, disclosure: Disclosure, path: Path) -> None:
    """Write `layout` to `path`, with the JSON of `disclosure` as a custom XML part. Raises OSError where it can't be written."""
    path.write_bytes(_Document(layout, disclosure).packed())


class _Document:
    """One document on its way into a package."""

    def __init__(self, layout: Layout, disclosure: Disclosure) -> None:
        self._layout = layout
        self._package = Package()
        self._groups = list(grouped(layout.blocks))
        self._tables: dict[int, FittedTable] = {
            at: fit(group.block, room=group.page.room, first=depth_for_table(group), further=group.page.depth)
            for at, group in enumerate(self._groups)
            if isinstance(group.block, Table)
        }
        self._charts = 0
        self._headings = 0
        self._add_frame()
        self._footer = self._add_footer()
        self._add_data(disclosure)

    def packed(self) -> bytes:
        """The file's bytes."""
        body = w("body", *self._cover(), *self._contents(), *self._blocks())
        self._package.add(_DOCUMENT, serialised(w("document", body)))
        return self._package.packed()

    def _cover(self) -> list[Element]:
        return [
            paragraph("CoverEntity", run(self._layout.entity)),
            paragraph("Title", run(self._layout.title)),
            _section_end(section_properties(PORTRAIT, footer=None)),
        ]

    def _contents(self) -> list[Element]:
        headings = [heading for group in self._groups for heading in group.headings]
        if not headings:
            return []
        properties = section_properties(PORTRAIT, footer=self._footer, restart=1, number_format="upperRoman")
        return [contents(headings, page_numbers(self._groups, self._tables)), _section_end(properties)]

    def _blocks(self) -> list[Element]:
        out: list[Element] = []
        page: Page = PORTRAIT
        restart: int | None = 1
        for at, group in enumerate(self._groups):
            turned = at > 0 and group.page is not page
            if turned:
                _close_section(out, section_properties(page, footer=self._footer, restart=restart))
                restart = None
            page = group.page
            elements = self._group(at, group)
            if group.new_page and at and not turned:
                _break_before(elements)
            elif out and _is_table(out[-1]) and _is_table(elements[0]):
                out.append(paragraph("SectionEnd"))  # neighbouring tables would become one
            out += elements
        if out and _is_table(out[-1]):
            out.append(paragraph("SectionEnd"))
        return [*out, section_properties(page, footer=self._footer, restart=restart)]

    def _group(self, at: int, group: Group) -> list[Element]:
        out = [self._heading(heading) for heading in group.headings if heading is not group.title]
        block = group.block
        if isinstance(block, Paragraph):
            out += _paragraphs(block)
        elif isinstance(block, Chart):
            out.append(self._chart(block))
        elif isinstance(block, Table):
            title = []
            if group.title is not None:
                title = [self._heading(group.title, of_table=True)]
            elif block.title:
                title = [paragraph("TableTitle", run(block.title))]
            out += _with_surroundings(block, title, self._tables[at], group.page)
        return out

    def _heading(self, heading: Heading, *, of_table: bool = False) -> Element:
        self._headings += 1
        style = f"{'TableHeading' if of_table else 'Heading'}{min(max(heading.level, 1), 3)}"
        return paragraph(style, *bookmarked(self._headings, run(heading.text)))

    def _chart(self, chart: Chart) -> Element:
        self._charts += 1
        number = self._charts
        self._package.add(f"word/charts/chart{number}.xml", chart_part(chart))
        self._package.add(f"word/embeddings/chart{number}.xlsx", chart_workbook(chart))
        self._package.relate(f"word/charts/chart{number}.xml", "package", f"../embeddings/chart{number}.xlsx")
        relationship = self._package.relate(_DOCUMENT, "chart", f"charts/chart{number}.xml")
        return chart_paragraph(chart, number=number, relationship=relationship)

    def _add_frame(self) -> None:
        """Properties, styles, fonts, settings."""
        package, layout = self._package, self._layout
        package.relate("", "officeDocument", _DOCUMENT)
        package.relate("", "core", "docProps/core.xml")
        package.relate("", "extended-properties", "docProps/app.xml")
        title = f"{layout.entity}{layout.title}"
        package.add(
            "docProps/core.xml",
            core_properties(
                title=title, author=layout.entity, subject=layout.title, keywords=f"预算公开;{layout.fiscal_year}"
            ),
        )
        package.add("docProps/app.xml", extended_properties(company=layout.entity))
        package.add("word/styles.xml", styles_part(table.half_points for table in self._tables.values()))
        for part in ("settings", "fontTable"):
            package.add(f"word/{part}.xml", fixed_part(f"{part}.xml"))
        for part in ("styles", "settings", "fontTable"):
            package.relate(_DOCUMENT, part, f"{part}.xml")

    def _add_footer(self) -> str:
        number = paragraph("Footer", run("— "), *field("PAGE", "1"), run(" —"))
        self._package.add("word/footer1.xml", serialised(w("ftr", number)))
        return self._package.relate(_DOCUMENT, "footer", "footer1.xml")

    def _add_data(self, disclosure: Disclosure) -> None:
        """The disclosure's JSON as a custom XML part: data that travels with the document and doesn't show."""
        data = root(DATA_NAMESPACE, "disclosure")
        data.text = printable(encode(disclosure).decode())
        properties = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
        properties.set(f"{{{_STORE}}}itemID", _STORE_ID)
        schemas = etree.SubElement(properties, f"{{{_STORE}}}schemaRefs")
        etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", DATA_NAMESPACE)
        self._package.add("customXml/item1.xml", serialised(data))
        self._package.add("customXml/itemProps1.xml", serialised(properties))
        self._package.relate("customXml/item1.xml", "customXmlProps", "itemProps1.xml")
        self._package.relate(_DOCUMENT, "customXml", "../customXml/item1.xml")


def _paragraphs(block: Paragraph) -> list[Element]:
    """One element for each line of `block`; the bold beginning lies in the first."""
    first, *others = block.text.split("\n")
    strong = first[: block.strong_until]
    runs = [run(strong, strong=True)] if strong else []
    return [
        paragraph("BodyText", *runs, run(first[len(strong) :])),
        *(paragraph("BodyText", run(text)) for text in others),
    ]


def _with_surroundings(table: Table, title: list[Element], fitted: FittedTable, page: Page) -> list[Element]:
    """The table with what is printed above and below it."""
    out = [paragraph("TableMarker", run(table.marker))] if table.marker else []
    out += title
    if table.subtitle:
        out.append(paragraph("TableSubtitle", run(table.subtitle)))
    if table.left or table.right:
        stop = w("tabs", w("tab", val="right", pos=page.room))
        out.append(paragraph("TableLine", run(f"{table.left or ''}\t{table.right or ''}"), properties=(stop,)))
    out.append(table_element(fitted, description=table.title or table.subtitle or "表"))
    if table.note:
        out.append(paragraph("TableNote", run(table.note)))
    return out


def _is_table(element: Element) -> bool:
    return str(element.tag).endswith("}tbl")


def _section_end(properties: Element) -> Element:
    return paragraph("SectionEnd", properties=(properties,))


def _close_section(out: list[Element], properties: Element) -> None:
    """End a section after what is in `out`: in its last paragraph, or in a small one of its own after a table."""
    if _is_table(out[-1]):
        out.append(_section_end(properties))
    else:
        out[-1][0].append(properties)


def _break_before(elements: list[Element]) -> None:
    """Let the first of `elements` begin a page."""
    if _is_table(elements[0]):
        elements.insert(0, paragraph("SectionEnd"))
    elements[0][0].insert(1, w("pageBreakBefore"))
