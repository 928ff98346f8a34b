"""Cases to hand over: one as an analyst leaves it, and one in which every field holds something hostile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.ui.cases import STATEMENT, WIRE, clock, keep, proposal
from tests.ui.hostile import PAYLOADS, fill
from tracker.exchange.snapshot import CaseSnapshot
from tracker.services.workspace import Workspace

BEACON = "127.0.0.1:{port}"
"""Where a listener waits for whoever opens an export; see test_opened."""

RUN = (
    '=HYPERLINK("http://{beacon}/f","x")', "+1+1", "-2+3", "@SUM(1,2)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1",
    "=cmd|'/C calc'!A0", '=WEBSERVICE("http://{beacon}/w")', '"=1+1', "=1+1;=2+2", "\ufeff=1+1", "|calc", "%00=1",
)  # fmt: skip
DRAWN = (
    '<script>document.title="EVIL";fetch("http://{beacon}/s")</script>',
    '<img src="http://{beacon}/i" onerror="document.title=\'EVIL\'">',
    "</style><style>@import url(http://{beacon}/c);</style>",
    '<link rel="stylesheet" href="http://{beacon}/l"><iframe src="http://{beacon}/e"></iframe>',
    '<svg onload=fetch("http://{beacon}/v")>', '" onmouseover="alert(1)', "' autofocus onfocus=alert(1) x='",
    '<meta http-equiv="refresh" content="0;url=http://{beacon}/m">', "<base href=http://{beacon}/>", "]]><b>",
    "--><b>", "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://{beacon}/p.png)", "<http://{beacon}/a>",
    "[x]: http://{beacon}/r", "{{ 7*7 }}", "{% include 'x' %}", "{{{{ config }}}}", "\u2028</script>", "&lt;b&gt;",
    "`` `x` ``", "| a | b |", "# heading", "- item", "1. item", "> quote", "---", "<!--", "${{7*7}}", "\\", "*b* _i_",
)  # fmt: skip


def hostile_strings(port: int = 9) -> list[str]:
    """What harms a terminal, a spreadsheet, a browser or a reader of Markdown: more than two hundred."""
    beacon = BEACON.format(port=port)
    return [*(one.replace("{beacon}", beacon) for one in (*RUN, *DRAWN)), *PAYLOADS]


@cache
def hostile_case(port: int = 9, most: int | None = None) -> CaseSnapshot:
    """Each hostile string in every field; most: so many of them only."""
    with Workspace.in_memory(actor="anna", clock=clock()) as workspace:
        return fill(workspace, hostile_strings(port)[:most]).transfer.snapshot()


@cache
def judged_case() -> CaseSnapshot:
    """Disputes, decisions of three kinds, grades, likelihoods, confidences, notes; figures that nobody gave."""
    with judged_workspace() as workspace:
        return workspace.transfer.snapshot()


def judged_workspace() -> Workspace:
    """The same case, open."""
    workspace = Workspace.in_memory(actor="anna", clock=clock())
    _take_in(workspace)
    return workspace


def _take_in(workspace: Workspace) -> None:
    said = (
        (WIRE, "The ministry said no police officers were killed", "Interior Ministry", 0.0, "police"),
        (WIRE, "The group said 27 people were killed", "The group", 27.0, "everyone"),
        (WIRE, "among them seven policemen", "The group", 7.0, "police"),
        (STATEMENT, "Seven policemen were killed at the gate", "The group", 7.0, "police"),
    )
    for text, title in ((WIRE, "Gunmen storm embassy"), (STATEMENT, "Statement")):
        own = [
            proposal(text, quote, source, number, population, 0.9)
            for of, quote, source, number, population in said
            if of is text
        ]
        keep(workspace, text, own, title=title, publisher="Courier")
    workspace.triage.accept(*(claim.id for claim in workspace.triage.queue()))
    draft = workspace.claims.draft
    for words, fields in _typed():
        workspace.claims.add(draft(words, **fields))
    claims = workspace.claims.find()
    for claim, credibility in zip(claims, (1, 2, 3, 4, 5, 6, None), strict=False):
        if credibility:
            workspace.claims.grade(claim.id, credibility=credibility)
    workspace.claims.edit(claims[0].id, likelihood=0.7, confidence=50, note="Heard twice.")
    workspace.claims.edit(claims[1].id, likelihood=0.02, confidence=85)
    first, *others = workspace.scan.disputes()
    workspace.review.decide(first.id, "report_range", reason="Neither was there.", low=0, high=7)
    for dispute, outcome in zip(others, ("keep_pending", "different_scope"), strict=False):
        workspace.review.decide(dispute.id, outcome, reason="See the list.")
    for source, letter in zip(workspace.sources.all(), "BDF", strict=False):
        workspace.sources.grade(source.id, letter, reason="Seen before.")


def _typed() -> Sequence[tuple[str, dict[str, str]]]:
    return (
        ("Some people were wounded", {"source": "Residents", "incident": "fire in Lyon"}),
        ("At least 90 people were killed in the fire", {"source": "Police", "incident": "fire in Lyon"}),
        ("40 people were killed in the fire", {"source": "Prefecture", "incident": "fire in Lyon"}),
        ("The bridge is open", {"source": "Prefecture"}),
    )
