"""The page, and what it is printed to."""

from __future__ import annotations

import base64
import builtins
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.exports.cases import hostile_case, judged_case
from tests.unit.exchange.cases import a_case
from tracker.errors import CaseError, UsageError
from tracker.exchange.outgoing import pdf
from tracker.exchange.outgoing.plot import LEFT, MOST_ROWS, RIGHT, plot_of
from tracker.exchange.outgoing.registry import render
from tracker.exchange.outgoing.word_index import index_of
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.dispute import Camp
from tracker.model.quantity import Quantity
from tracker.services.workspace import Workspace

VOID = frozenset({"meta", "br", "hr", "line", "circle", "rect", "polyline"})


class Page(HTMLParser):
    """Anchors, links and whether every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.faults.append(tag)


def page_of(case: CaseSnapshot) -> Page:
    return Page(render(case, "html").decode())


@pytest.mark.parametrize("case", [judged_case, hostile_case, a_case])
def test_a_page_is_well_formed_and_every_link_in_it_leads_somewhere(case: Any) -> None:
    page = page_of(case())
    assert (page.open, page.faults) == ([], [])
    assert len(set(page.ids)) == len(page.ids)
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)


def test_the_page_forbids_everything_but_its_own_style() -> None:
    text = render(judged_case(), "html").decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert " style=" not in text


def test_an_address_that_is_no_page_of_the_web_is_no_link() -> None:
    for url, is_link in (("https://example.org/a", True), ("javascript:alert(1)", False), ("file:///etc/x", False)):
        [report] = a_case().reports
        case = a_case().model_copy(update={"reports": (report.model_copy(update={"url": url}),)})
        assert (url in page_of(case).links) is is_link


def test_every_claim_source_report_dispute_and_decision_can_be_linked_to() -> None:
    case = judged_case()
    kinds = (case.claims, case.sources, case.reports, case.disputes, case.decisions)
    assert {getattr(record, "id") for kind in kinds for record in kind} <= set(page_of(case).ids)  # noqa: B009


def test_the_index_leads_from_words_to_claims_and_from_names_to_sources() -> None:
    entries = {words: ids for _, found in index_of(judged_case()) for words, ids in found}
    assert entries["bridge"] == (next(c.id for c in judged_case().claims if c.quote == "The bridge is open"),)
    police = next(source for source in judged_case().sources if source.name == "Police")
    assert police.id in entries["Police"]
    assert "were" not in entries


def test_figures_of_a_plot_stand_in_order_on_its_axis() -> None:
    case = judged_case()
    drawn = {dispute.id: plot for dispute in case.disputes if (plot := plot_of(dispute, case))}
    assert drawn
    for plot in drawn.values():
        assert [x for x, _ in plot.ticks] == sorted(x for x, _ in plot.ticks)
        assert all(LEFT <= row.dot <= RIGHT for row in plot.rows if row.dot is not None)
    at_least = [row for plot in drawn.values() for row in plot.rows if row.words == "at least 90"]
    assert at_least
    assert all(row.is_open_above and row.dot is None and row.end > row.start for row in at_least)


def test_a_figure_on_a_part_of_those_asked_for_is_drawn_open_above_with_whom_it_counts() -> None:
    case = Workspace.in_memory(actor="anna")
    for words, source, value, counted in (
        ("three people were wounded", "mayor", 3, None),
        ("four officers were wounded", "the chief", 4, "police"),
    ):
        told: dict[str, Any] = {"measure": "wounded", "value": value, "population": counted, "incident": "strike"}
        case.claims.add(case.claims.draft(words, source=source, **told))
    taken = case.transfer.snapshot()
    plot = plot_of(taken.disputes[0], taken)
    assert plot
    assert [(row.words, row.is_open_above) for row in plot.rows] == [("3", False), ("4 police", True)]


def test_a_plot_of_many_figures_says_how_many_are_not_drawn() -> None:
    case, [dispute] = a_case(), a_case().disputes
    figures = range(1, MOST_ROWS + 6)
    many = tuple(
        case.claims[0].model_copy(
            update={"id": f"C{100 + n}", "quantity": Quantity(value=n, low=n, high=n), "source": f"source {n}"}
        )
        for n in figures
    )
    camps = tuple(
        Camp(label=str(n), low=n, high=n, sources=(f"source {n}",), independent=1, claims=(f"C{100 + n}",))
        for n in figures
    )
    plot = plot_of(dispute.model_copy(update={"camps": camps}), case.model_copy(update={"claims": many}))
    assert plot
    assert (len(plot.rows), plot.left_out) == (MOST_ROWS, 5)


def test_every_camp_has_its_place_in_a_plot_of_too_many_figures() -> None:
    case, [dispute] = a_case(), a_case().disputes
    claims = tuple(
        case.claims[0].model_copy(
            update={"id": f"C{100 + n}", "quantity": Quantity(value=n, low=n, high=n), "source": f"source {n}"}
        )
        for n in range(40)
    )
    camps = tuple(
        Camp(label="", low=n, high=n, sources=("x",), independent=1, claims=tuple(c.id for c in claims[n : n + size]))
        for n, size in ((0, 30), (30, 8), (38, 2))
    )
    plot = plot_of(dispute.model_copy(update={"camps": camps}), case.model_copy(update={"claims": claims}))
    assert plot
    assert [row.camp for row in plot.rows] == [0] * 6 + [1] * 6 + [2] * 2


@pytest.mark.parametrize(("low", "high"), [(0, 0), (1e12, 2e12), (0.001, 0.002), (-5, 5), (0, 1e9), (3, 3)])
def test_any_figures_can_be_drawn(low: float, high: float) -> None:
    case, [dispute] = a_case(), a_case().disputes
    camps = (
        Camp(label="", low=low, high=low, sources=(), independent=0, claims=(), total=3),
        Camp(label="", low=high, high=None, sources=(), independent=0, claims=(), total=2),
    )
    plot = plot_of(dispute.model_copy(update={"camps": camps}), case)
    assert plot
    assert len(plot.rows) == 2


def test_a_pdf_is_made_of_the_page_without_fetching_anything() -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=(ImportError))
    made = render(a_case(["<img src='http://127.0.0.1:9/x'>", "url(http://127.0.0.1:9/y)", "z"]), "pdf")
    assert made.startswith(b"%PDF-")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def missing(error: Exception) -> Any:
        def instead(name: str, *args: Any, **kwargs: Any) -> Any:
            if name == "weasyprint":
                raise error
            return load(name, *args, **kwargs)

        return instead

    for error, words in ((ImportError(), "extra 'pdf'"), (OSError("cannot load library 'pango'"), "Pango")):
        monkeypatch.setattr(builtins, "__import__", missing(error))
        with pytest.raises(CaseError, match=words):
            render(a_case(), "pdf")
        monkeypatch.undo()


def test_a_pdf_of_too_many_claims_is_refused_with_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CLAIMS", 1)
    with pytest.raises(UsageError, match="too many"):
        render(a_case(), "pdf")


def test_a_long_pdf_is_put_together_from_pieces_with_pages_numbered_through(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=(ImportError))
    import pypdfium2

    monkeypatch.setattr(pdf, "AT_ONCE", 1)
    monkeypatch.setattr(pdf, "PIECE", 1_000)
    made = pypdfium2.PdfDocument(render(judged_case(), "pdf"))
    texts = [page.get_textpage().get_text_range() for page in made]
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert text.split()[-1] == str(number)
    told = " ".join(" ".join(texts).split())
    assert all(claim.id in told for claim in judged_case().stated_claims)
    assert all(dispute.id in told for dispute in judged_case().disputes)


def test_pieces_of_a_page_hold_all_of_it_and_are_cut_at_elements_of_the_template_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "PIECE", 2_000)
    page = render(a_case(['<details><article id="D1" class="dispute">', "<section id=x>", "z"]), "html").decode()
    head = page[: page.index("<body>") + len("<body>")]
    found = list(pdf.pieces([page[at : at + 700] for at in range(0, len(page), 700)]))
    assert len(found) > 2
    inner = [
        piece.removeprefix(f"{head}<main><section>").removesuffix("</section></main></body></html>")
        for piece in found[1:-1]
    ]
    joined = found[0].removesuffix("</section></main></body></html>") + "".join(inner)
    joined += found[-1].removeprefix(f"{head}<main><section>")
    assert joined == page
