"""What LibreOffice, where it is installed, makes a file of today of: Word files of before 2007 (DOC, and WPS where it is one), RTF, ODT,
and the XML that Excel 2003 and many a report generator write and call .xls.

It runs with a profile of its own that lets no macro run and fetches nothing, in the limited child that all reading happens in.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import msgspec

from budgetbook.errors import UnreadableFile
from budgetbook.readers import docx, xlsx
from budgetbook.readers.blocks import SourceDocument

NAME = "libreoffice"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


class _Kind(NamedTuple):
    """What people call a format, the format of today that is made of it, and the program that opens it."""

    name: str
    target: str = "docx"
    program: str = "Word"


_KINDS = {
    "doc": _Kind("旧版 Word（doc）"),
    "rtf": _Kind("RTF"),
    "odt": _Kind("ODT"),
    "xml": _Kind("Excel 2003 XML 表格", "xlsx", "Excel"),
}
_READERS = {"docx": docx.read, "xlsx": xlsx.read}
_SECONDS = 100
_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
# Source: LibreOffice's configuration schema, org.openoffice.Office.Common/Security/Scripting.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file is an OLE2 file with a Word document in it, RTF, ODT, or a spreadsheet of Excel 2003 in XML."""
    return _format(head, path) is not None


def read(path: Path) -> SourceDocument:
    """The blocks of the document at `path`. Raises UnreadableFile, also where LibreOffice is not installed; TooLarge."""
    with path.open("rb") as file:
        kind = _format(file.read(4096), path) or "doc"
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        made = _converted(path, kind, Path(folder))
        document = _READERS[_KINDS[kind].target](made)
    return msgspec.structs.replace(document, name=path.name, sha256=digest, format=kind)


def _format(head: bytes, path: Path) -> str | None:
    if head.startswith(_RTF):
        return "rtf"
    if head.startswith(b"PK") and _ODT in head[:120]:
        return "odt"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and _SPREADSHEET in head:
        return "xml"
    return "doc" if head.startswith(_OLE2) and _holds(path, "WordDocument") else None


def _holds(path: Path, stream: str) -> bool:
    """Whether an OLE2 file names `stream` in its directory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(stream.encode("utf-16-le")) >= 0


def _converted(path: Path, kind: str, folder: Path) -> Path:
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    what, target, opener = _KINDS[kind]
    advice = f"请用 {opener} 或 WPS 打开后另存为 {target} 再读"
    if program is None:
        raise UnreadableFile(
            path, f"这是{what}文件，读取它需要 LibreOffice", f"请安装 LibreOffice；或{advice.removeprefix('请')}"
        )
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source = folder / f"document.{kind}"  # never a name that the stranger chose: it might be an option
    shutil.copyfile(path, source)
    call = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    call += [f"-env:UserInstallation={profile.as_uri()}", "--convert-to", target, "--outdir", str(out), str(source)]
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, and no argument is the stranger's
            call,
            timeout=_SECONDS,
            capture_output=True,
            check=False,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = f"LibreOffice 未能转换这个{what}文件（{type(error).__name__}）"
        raise UnreadableFile(path, reason, advice) from error
    made = out / f"document.{target}"
    if done.returncode != 0 or not made.is_file():
        raise UnreadableFile(path, f"LibreOffice 打不开这个{what}文件，可能已损坏、加了密码或内容过多", advice)
    return made
