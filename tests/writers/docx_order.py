"""The order of children that Word insists on, from the schema of WordprocessingML (ISO/IEC 29500-1, wml.xsd)."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders "
    "shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "p": "pPr bookmarkStart bookmarkEnd hyperlink r",
    "sdt": "sdtPr sdtEndPr sdtContent",
}
_LOOSE = {"p"}  # content in any order after the properties


def misplaced(root: etree._Element) -> list[str]:
    """`parent: child` for each child that isn't known there or stands after one that belongs behind it."""
    wrong = []
    for parent in root.iter():
        name = etree.QName(parent).localname if isinstance(parent.tag, str) else ""
        if name not in ORDER or not str(parent.tag).startswith(W):
            continue
        order = ORDER[name].split()
        children = [etree.QName(child).localname for child in parent if isinstance(child.tag, str)]
        wrong += [f"{name}: {child}" for child in children if child not in order]
        places = [order.index(child) for child in children if child in order]
        if name in _LOOSE:
            places = [min(place, 1) for place in places]
        wrong += [f"{name}: {children[at]}" for at in range(1, len(places)) if places[at] < places[at - 1]]
    return wrong
