"""The zip of a DOCX from a stranger: limits before anything is unpacked, and XML without entities, DTD or network."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from budgetbook.errors import TooLarge, UnreadableFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word can save "strict" files: the same elements in other namespaces.
_STRICT = {b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode()}
_MOST_MEMBERS = 10_000
_MOST_BYTES = 256 * 2**20  # one part, unpacked
_MOST_RATIO = 400  # text of a real document shrinks to a twentieth at most, tables of blanks to a hundredth
_RATIO_FROM = 16 * 2**20
_ADVICE = "请用 Word 或 WPS 打开后另存为新的 docx 再读"

Element = etree._Element


class DocxPackage:
    """The parts of a DOCX by name. A context manager: it holds the file open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
            raise UnreadableFile(path, f"docx 压缩包打不开（{error}）", _ADVICE) from error
        if len(self._archive.infolist()) > _MOST_MEMBERS:
            self._archive.close()
            raise TooLarge(path, f"docx 压缩包内有超过 {_MOST_MEMBERS} 个文件", _ADVICE)

    def __enter__(self) -> DocxPackage:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def main_part(self) -> str | None:
        """The name of the part that holds the text; None where this is no Word document."""
        names = set(self._archive.namelist())
        relations = self.xml("_rels/.rels") if "_rels/.rels" in names else None
        for relation in relations if relations is not None else ():
            target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
            if relation.get("Type", "").endswith("/officeDocument") and target in names:
                return target if target.startswith("word/") else None
        return "word/document.xml" if "word/document.xml" in names else None

    def related(self, part: str, identifier: str) -> bytes | None:
        """What `part` refers to by this identifier; None where that is not in the file. Raises UnreadableFile or TooLarge."""
        folder, _, name = part.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{name}.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Id") == identifier and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return self._bytes(
                    posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}")
                )
        return None

    def xml(self, name: str) -> Element | None:
        """The root of part `name`, None where there is none. Raises UnreadableFile or TooLarge."""
        content = self._bytes(name)
        if content is None:
            return None
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableFile(self._path, f"docx 的 {name} 已损坏（{error.msg}）", _ADVICE) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(self._path, f"docx 的 {name} 含有 DTD，正常的文档没有", _ADVICE)
        return root

    def _bytes(self, name: str) -> bytes | None:
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & 0x1:
            raise UnreadableFile(self._path, "docx 压缩包加了密码", "请去掉密码后再读")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _MOST_BYTES or (entry.file_size > _RATIO_FROM and ratio > _MOST_RATIO):
            raise TooLarge(self._path, f"docx 的 {name} 展开后有 {entry.file_size / 2**20:.0f} MB", _ADVICE)
        try:
            with self._archive.open(entry) as file:
                content = file.read(_MOST_BYTES + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
            raise UnreadableFile(self._path, f"docx 的 {name} 已损坏（{error}）", _ADVICE) from error
        if len(content) > _MOST_BYTES:
            raise TooLarge(self._path, f"docx 的 {name} 展开后超过 {_MOST_BYTES / 2**20:.0f} MB", _ADVICE)
        return content
