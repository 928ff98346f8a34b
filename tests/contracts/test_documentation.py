from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.cli.table import COMMANDS, Command
from tracker.errors import ExitCode
from tracker.exchange.outgoing.csv import COLUMNS
from tracker.exchange.outgoing.disputes_csv import COLUMNS as DISPUTE_COLUMNS
from tracker.exchange.outgoing.registry import FORMATS
from tracker.model.scales import Outcome
from tracker.services.workspace import Workspace
from tracker.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "samples" / "README.md"])
PAGES_WITH_PYTHON = [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")]


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in _page("settings.md")


@pytest.mark.parametrize("code", list(ExitCode), ids=lambda code: code.name)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"| {code.value} |" in _page("commands.md")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "raw-csv"])
def test_every_export_format_is_documented(name: str) -> None:
    assert f"| `{name}` |" in _page("exports.md")


@pytest.mark.parametrize("column", [*COLUMNS, *DISPUTE_COLUMNS])
def test_every_column_of_an_exported_table_is_documented(column: str) -> None:
    assert f"`{column}`" in _page("exports.md")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_documented(outcome: Outcome) -> None:
    assert f"`{outcome.value}`" in _page("commands.md")


def test_every_sample_is_listed_in_the_samples_page() -> None:
    listed = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    samples = [path.name for path in (ROOT / "samples").iterdir() if path.name != "README.md"]
    assert samples
    assert [name for name in samples if f"`{name}`" not in listed] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_documented_with_what_its_help_says(command: Command) -> None:
    first_line = command.help.split("\n\n")[0]
    assert f"| `tracker {command.name}` | {first_line} |" in _page("commands.md")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")], ids=lambda page: page.name
)
def test_python_in_the_pages_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.setattr("sys.argv", ["page", str(_exported_case(tmp_path))])
    for block in blocks:
        exec(compile(block, str(page), "exec"), {})


def _exported_case(folder: Path) -> Path:
    with Workspace.in_memory() as workspace:
        workspace.claims.add(workspace.claims.draft("Four people were killed in Lyon", source="Police"))
        return workspace.transfer.write("jsonl", folder / "log.jsonl").path
