"""Rules that the source of the interface keeps, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import ui
from tracker.ui.actions import ACTIONS, SCREENS, actions_of, keys_shown

PACKAGE = Path(ui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS = {"safe.py", "noticing.py"}
"""Modules that may make words for widgets out of strings, or hand on what `safe.py` has made of them."""
PARSE_MARKUP = {"Static", "Label", "Button", "Checkbox", "DataTable", "Tree", "Markdown", "Link", "Pretty", "RichLog"}
"""Widgets that read markup in plain strings."""
WRAPPERS = {"words.py": {"Static"}}
"""Widgets that one module may import, because its wrapper takes `Content` only."""
TITLES = {"border_title", "border_subtitle", "tooltip"}
LITERAL_ONLY = {"Content"}
"""Makers of words that may be given a literal, but no string that came from anywhere."""


def faults(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = WRAPPERS.get(path.name, set())
    for node in ast.walk(tree):
        where = f"{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets"):
            for name in {alias.name for alias in node.names} & (PARSE_MARKUP - allowed):
                yield f"{where} imports {name}"
        if isinstance(node, ast.ImportFrom) and node.module == "rich.text":
            yield f"{where} imports rich text"
        if isinstance(node, ast.Call):
            yield from (f"{where} {fault}" for fault in call_faults(node))
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in TITLES and is_string(node.value):
                    yield f"{where} gives a string to {target.attr}"


def call_faults(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in {"notify", "from_markup", "from_text", "from_rich_text"}:
        yield f"calls {name}"
    if name in LITERAL_ONLY and call.args and not is_harmless(call.args[0]):
        yield f"calls {name} on a string that is no literal"
    if name in {"update", "put", "words", "head"} and call.args and is_string(call.args[0]):
        yield f"gives a string to {name}"


def is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def is_harmless(node: ast.AST) -> bool:
    """A literal, a literal times a number, or a title of a column or separator that this package wrote."""
    if isinstance(node, ast.BinOp):
        return is_harmless(node.left)
    if isinstance(node, ast.IfExp):
        return is_harmless(node.body) and is_harmless(node.orelse)
    if isinstance(node, ast.Attribute):
        return node.attr == "title"
    return isinstance(node, ast.Constant)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_plain_string_reaches_a_widget(path: Path) -> None:
    assert path.name in DOORS or list(faults(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_screen_reads_services_and_never_the_store(path: Path) -> None:
    imported = {
        node.module
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert not [name for name in imported if name.startswith(("tracker.store", "tracker.reading", "tracker.matching"))]


def test_every_action_of_a_screen_can_be_done_there() -> None:
    from importlib import import_module

    for name in SCREENS:
        screen = import_module(f"tracker.ui.screens.{name}").SCREEN
        missing = [action.id for action in actions_of(name) if not hasattr(screen, f"do_{action.id}")]
        assert missing == [], name


def test_no_key_means_two_things_on_one_screen() -> None:
    for name in SCREENS:
        keys = [key for action in actions_of(name) for key in action.keys.split(",")]
        assert len(keys) == len(set(keys)), name


def test_every_action_explains_itself() -> None:
    assert [action.id for action in ACTIONS if not action.help.endswith(".") or not action.label] == []


def test_every_key_is_documented() -> None:
    rows = (PACKAGE.parent.parent / "docs" / "keys.md").read_text(encoding="utf-8").splitlines()
    for action in ACTIONS:
        where = ", ".join(SCREENS[name] for name in action.screens) or "everywhere"
        assert f"| `{keys_shown(action, {})}` | `{action.id}` | {where} | {action.help} |" in rows
