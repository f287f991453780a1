"""The one place where errors become lines and exit statuses."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from budgetbook.errors import BudgetbookError, os_reason

FINE, FINDINGS, WRONG = 0, 1, 2
INTERRUPTED = 130
_SOON = 0.01  # seconds


class _Ended(BaseException):
    """Somebody ended this process: what it left half done is cleaned up on the way out."""


def status_of(action: Callable[[], object]) -> int:
    """Do `action` and return its exit status, FINE where it returns none; every foreseen error is one clear line on standard error."""
    _heed_signals()
    try:
        status = action()
    except (KeyboardInterrupt, _Ended):
        return interrupted()
    except BudgetbookError as error:
        return complain(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except Exception as error:  # a fault of ours: still one line for the officer, the traceback for whoever mends it
        if os.environ.get("BUDGETBOOK_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            return complain(f"结果写不出去（{os_reason(error)}）。请检查磁盘空间后重试")
        advice = "请设置环境变量 BUDGETBOOK_DEBUG=1 重新运行，并把输出反馈给开发者"
        return complain(f"程序内部错误（{type(error).__name__}：{str(error)[:200]}）。{advice}")
    return status if isinstance(status, int) else FINE


def interrupted() -> int:
    """Say that nothing is left of what was begun; returns INTERRUPTED."""
    complain("已中止，没有写完的文件都已清除")
    return INTERRUPTED


def _heed_signals() -> None:
    """Clean up before ending, whether from the keyboard, because the terminal closed, or because the system goes down."""
    if threading.current_thread() is not threading.main_thread():
        return
    sys.unraisablehook = _insist
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise _Ended


def _insist(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised in a destructor or a callback of a weak reference: an ending that fell there is asked for again."""
    if lost.exc_type is _Ended:
        again = threading.Timer(_SOON, signal.raise_signal, (signal.SIGTERM,))
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(lost)


def complain(text: str) -> int:
    """One line on standard error; returns WRONG."""
    print(f"budgetbook：{text}", file=sys.stderr)
    return WRONG
