"""Files that no reader takes: each is called what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from budgetbook.errors import UnreadableFile
from budgetbook.readers import read_document

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000)


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_OLE2 + "EncryptedPackage".encode("utf-16-le"), "文件加了打开密码。请用 Word、Excel 或 WPS 打开，去掉密码"),
        (_OLE2, "不是本程序认识的格式"),
        (_zip("word/document.xml")[:120], "文件不完整，可能没有下载完。请重新下载"),
        (_zip("公开.pdf"), "这是压缩包。请先解压"),
        (b"Rar!\x1a\x07\x01\x00", "这是压缩包。请先解压"),
        (_zip("OFD.xml"), "不支持 OFD 版式文件。请用它的阅读器打开，导出或打印为 PDF"),
        (_zip("ppt/presentation.xml"), "这是幻灯片"),
        (b"GIF89a\x00\x01", "不支持这种图像格式。请另存为 PNG"),
        ("2027年".encode("utf-16"), "文本的编码是 UTF-16。请另存为 UTF-8"),
    ],
)
def test_it_is_called_what_it_is(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as error:
        read_document(path)
    assert str(error.value).startswith(f"{path}：{words}")
