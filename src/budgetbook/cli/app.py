"""The application: its commands, and what is wrong with a call, in Chinese."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from budgetbook.cli import check, compare, compile, demo, new, publish, read, rules
from budgetbook.cli.outcome import WRONG, complain, interrupted, status_of

# Typer carries its own copy of Click and exports only some of its exceptions; their base class comes from one it exports.
_ShownError: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="budgetbook",
    help="明账：编制、检查、公开、读取部门和单位预算。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"terminal_width": 100},
)
for command in (new, compile, check, compare, publish, read, rules, demo):
    app.command(name=command.NAME, help=command.HELP)(command.run)


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="显示版本号。", is_eager=True)) -> None:
    if version:
        from budgetbook import __version__

        typer.echo(f"budgetbook {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; every foreseen error is one clear line on standard error."""
    return status_of(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> object:
    try:
        return app(args=list(arguments), prog_name="budgetbook", standalone_mode=False)
    except _ShownError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error, file=sys.stderr)
            return WRONG
        return complain(_in_words(error))
    except typer.Abort:
        return interrupted()


def _in_words(error: Exception) -> str:
    """What is wrong with the call, in Chinese, and what to do."""
    context = getattr(error, "ctx", None)
    advice = f"用法见 {context.command_path if context else 'budgetbook'} --help"
    parameter = getattr(error, "param", None)
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("-")]
    name = max(options, key=len) if options else (getattr(parameter, "name", "") or "").upper()
    message = getattr(error, "message", "") or str(error)
    match type(error).__name__:
        case "NoSuchOption":
            near = getattr(error, "possibilities", None)
            return f"没有选项 {getattr(error, 'option_name', '')}{'（是否想写 ' + '、'.join(near) + '）' if near else ''}。{advice}"
        case "MissingParameter":
            return f"缺少参数 {name}。{advice}"
        case "BadParameter":
            wanted = "应为整数" if "integer" in message else message.removeprefix("Value error, ")
            return f"参数 {name} 的值不对：{wanted}。{advice}"
        case "NoSuchCommand" | "UsageError" if message.startswith("No such command"):
            return f"没有这个命令：{message.removeprefix('No such command').strip(' .')}。{advice}"
    return f"{message}。{advice}"
