"""Mutations of XML and HTML by their nodes: what a program that writes them wrongly, or a person with bad intent, would send."""

from __future__ import annotations

import copy
from random import Random

from lxml import etree, html

_TEXTS = (
    "", " ", "-", "—", "0", "-0.00", "1e309", "9" * 40, "1,2,3", "(1.00)", "NaN", "２０２７", "2027年度", "合计", "205", "20501", "2050101",
    "预算收支总表", "2027年预算支出总表", "第三部分 情况说明", "一、", "（一）", "项目支出绩效目标表", "单位：元", "项目名称", "①②③", "\u200b", "年" * 3_000,
    "注：本表无数据", "1", "2", "3", "=1+1", "TRUE", "#REF!", "指标" * 50,
)  # fmt: skip
_VALUES = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "3",
    "99",
    "1000",
    "65536",
    "4294967296",
    "9" * 30,
    "x",
    "1.5",
    "A0",
    "XFD1048576",
    "none",
    "true",
    "∞",
)
_MOST_NODES = 30_000  # so that the mutated file is no bomb by itself
_DEEP = (2, 20, 300, 3_000)


def mutated_xml(content: bytes, random: Random) -> bytes | None:
    """A mutated copy of an XML file; None where it is none."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None
    _mutate(root, random)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def mutated_html(content: bytes, random: Random) -> bytes:
    """A mutated copy of an HTML page."""
    root = html.document_fromstring(content.decode("utf-8"))
    _mutate(root, random)
    return b"<!DOCTYPE html>\n" + etree.tostring(root, method="html", encoding="utf-8")


def _mutate(root: etree._Element, random: Random) -> None:
    for _ in range(random.choice((1, 1, 2, 3, 8, 30))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        if len(nodes) > _MOST_NODES:
            return
        node = random.choice(nodes)
        other = random.choice(nodes)
        parent = node.getparent()
        match random.randrange(9):
            case 0 if parent is not None:
                parent.remove(node)
            case 1 if parent is not None:
                size = sum(1 for _ in node.iter())
                for _ in range(min(random.choice((1, 1, 5, 40)), _MOST_NODES // size)):
                    node.addnext(copy.deepcopy(node))
            case 2 if node is not root and not _within(other, node):
                other.append(node)
            case 3 if node.attrib:
                name = random.choice(list(node.attrib))
                node.set(name, random.choice(_VALUES))
            case 4 if node.attrib:
                del node.attrib[random.choice(list(node.attrib))]
            case 5 if other.attrib:
                name = random.choice(list(other.attrib))
                node.set(name, other.attrib[name])
            case 6 if node is not root:
                node.tag = other.tag
            case 7:
                _wrap(node, random)
            case _:
                node.text = random.choice(_TEXTS)


def _wrap(node: etree._Element, random: Random) -> None:
    """`node` inside many copies of itself."""
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    outer = inner = etree.Element(node.tag, attributes)
    for _ in range(random.choice(_DEEP)):
        inner = etree.SubElement(inner, node.tag, attributes)
    inner.append(node)
    parent.insert(at, outer)


def _within(node: etree._Element, other: etree._Element) -> bool:
    at: etree._Element | None = node
    while at is not None:
        if at is other:
            return True
        at = at.getparent()
    return False
