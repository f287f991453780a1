"""What to say of a file that no reader takes: what it is, where its first bytes tell, and what to do.

People meet some of these every week: a download that broke off, a workbook with a password, the archive that a document came in.
"""

from __future__ import annotations

import mmap
import zipfile
from pathlib import Path

from budgetbook.errors import UnreadableFile

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # Source: [MS-OFFCRYPTO] §2.3.4.4

_KNOWN = "pdf、docx、doc、xlsx、xls、html、mht、扫描图像、文本、budgetbook JSON"
_UNKNOWN = (f"不是本程序认识的格式（{_KNOWN}）", "请换一种格式另存后再读")
_PASSWORD = ("文件加了打开密码", "请用 Word、Excel 或 WPS 打开，去掉密码后另存再读")
_CUT_OFF = ("文件不完整，可能没有下载完", "请重新下载后再试")
_ARCHIVE = ("这是压缩包", "请先解压，再逐个读取里面的文件")
_PICTURE = ("不支持这种图像格式", "请另存为 PNG、JPEG、TIFF 或 PDF 再读")
_LAYOUT = ("不支持{}版式文件", "请用它的阅读器打开，导出或打印为 PDF 再读")
_UTF16 = ("文本的编码是 UTF-16", "请另存为 UTF-8 文本再读")

_STARTS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"\x00\x00\x00\x18ftyphei", _PICTURE),
    (b"CAJ", (_LAYOUT[0].format(" CAJ "), _LAYOUT[1])),
    (b"\xff\xfe", _UTF16),
    (b"\xfe\xff", _UTF16),
)
_MEMBERS = {
    "OFD.xml": (_LAYOUT[0].format(" OFD "), _LAYOUT[1]),
    "ppt/presentation.xml": ("这是幻灯片", "请给出预算公开的文档或表格"),
}


def refusal(path: Path, head: bytes) -> UnreadableFile:
    """The error for the file at `path`, which begins with `head` and is of no known format."""
    return UnreadableFile(path, *_told(path, head))


def _told(path: Path, head: bytes) -> tuple[str, str]:
    if head.startswith(_OLE2):
        return _PASSWORD if _holds(path, _ENCRYPTED) else _UNKNOWN
    if head.startswith(_ZIP):
        return _of_zip(path)
    return next((words for start, words in _STARTS if head.startswith(start)), _UNKNOWN)


def _holds(path: Path, name: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(name) >= 0


def _of_zip(path: Path) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):  # its contents stand at its end
        return _CUT_OFF
    return next((words for member, words in _MEMBERS.items() if member in names), _ARCHIVE)
