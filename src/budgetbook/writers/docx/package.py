"""The zip around the parts: content types, relationships, properties. The same parts give the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from budgetbook.writers.docx.markup import R, root, serialised
from budgetbook.writers.printable import printable

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The content type of each part, by how its name begins; xml, rels and xlsx have defaults.
_TYPES = (
    ("/word/document.xml", f"{_WORD}.document.main+xml"),
    ("/word/styles.xml", f"{_WORD}.styles+xml"),
    ("/word/settings.xml", f"{_WORD}.settings+xml"),
    ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
    ("/word/footer", f"{_WORD}.footer+xml"),
    ("/word/charts/chart", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ("/customXml/itemProps", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
)
_RELATIONS = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}


class Package:
    """Parts by name, and relationships by the part they start from ("" is the package)."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._relations: dict[str, list[tuple[str, str]]] = {}

    def add(self, name: str, content: bytes) -> None:
        """Put in the part `name` (no leading slash)."""
        assert name not in self._parts, name
        self._parts[name] = content

    def relate(self, source: str, kind: str, target: str) -> str:
        """A relationship from `source` to `target` (relative to the source's folder); `kind` is its type's last word. Gives its id."""
        relations = self._relations.setdefault(source, [])
        relations.append((_RELATIONS.get(kind, f"{R}/{kind}"), target))
        return f"rId{len(relations)}"

    def packed(self) -> bytes:
        """The file. Dates are those of the zip format's beginning."""
        parts = {"[Content_Types].xml": self._content_types()}
        for source, relations in self._relations.items():
            folder, _, name = source.rpartition("/")
            parts[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relationships(relations)
        parts |= self._parts
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return buffer.getvalue()

    def _content_types(self) -> bytes:
        namespace = f"{_PACKAGE}/content-types"
        types = root(namespace, "Types")
        for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ):
            etree.SubElement(types, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
        for name in self._parts:
            for beginning, kind in _TYPES:
                if f"/{name}".startswith(beginning):
                    etree.SubElement(types, f"{{{namespace}}}Override", PartName=f"/{name}", ContentType=kind)
        return serialised(types)


def core_properties(*, title: str, author: str, subject: str, keywords: str) -> bytes:
    """`docProps/core.xml`, without dates: they would make equal documents differ."""
    properties = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS})
    for name, text in (
        (f"{{{_DC}}}title", title),
        (f"{{{_DC}}}subject", subject),
        (f"{{{_DC}}}creator", author),
        (f"{{{_CORE}}}keywords", keywords),
        (f"{{{_DC}}}language", "zh-CN"),
    ):
        etree.SubElement(properties, name).text = printable(text)
    return serialised(properties)


def extended_properties(*, company: str) -> bytes:
    """`docProps/app.xml`."""
    properties = root(_EXTENDED, "Properties")
    etree.SubElement(properties, f"{{{_EXTENDED}}}Application").text = "Budgetbook"
    etree.SubElement(properties, f"{{{_EXTENDED}}}Company").text = printable(company)
    return serialised(properties)


def _relationships(relations: list[tuple[str, str]]) -> bytes:
    namespace = f"{_PACKAGE}/relationships"
    out = root(namespace, "Relationships")
    for number, (kind, target) in enumerate(relations, start=1):
        etree.SubElement(out, f"{{{namespace}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return serialised(out)
