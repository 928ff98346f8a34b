"""`tracker add`"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.findings import print_findings
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.model.claim import Claim


@dataclass(frozen=True)
class Entered:
    """What may be said of the claim; what is left out is read from its words."""

    credibility: Annotated[int | None, Parameter(help="1 (confirmed) to 6 (cannot be judged).")] = None
    likelihood: Annotated[float | None, Parameter(help="How likely it is true, 0 to 1.")] = None
    measure: Annotated[str | None, Parameter(help="What is counted: killed, wounded, displaced ...")] = None
    value: Annotated[float | None, Parameter(help="The figure.")] = None
    low: Annotated[float | None, Parameter(help="Least, for a range or 'at least'.")] = None
    high: Annotated[float | None, Parameter(help="Most, for a range or 'at most'.")] = None
    unit: Annotated[str | None, Parameter(help="percent, USD, hour ...; nothing for a plain count.")] = None
    population: Annotated[str | None, Parameter(help="Who is counted: police, civilians ...")] = None
    place: Annotated[str | None, Parameter(help="Where.")] = None
    incident: Annotated[str | None, Parameter(help="Name of the incident it belongs to.")] = None
    event_time: Annotated[str | None, Parameter(help="When it happened: 2017, 2017-07 or 2017-07-31.")] = None
    as_of: Annotated[str | None, Parameter(help="The time the figure is given for.")] = None
    polarity: Annotated[str | None, Parameter(help="affirmed or denied.")] = None
    stated_at: Annotated[str | None, Parameter(help="When the source said it.")] = None
    note: Annotated[str | None, Parameter(help="For yourself; kept with the claim.")] = None

    def given(self) -> dict[str, Any]:
        """Only what was said."""
        return {name: entry for name, entry in asdict(self).items() if entry is not None}


NOTHING_ENTERED = Entered()


def run(
    text: Annotated[str | None, Parameter(help="What is claimed, in one sentence.")] = None,
    /,
    *,
    source: Annotated[str | None, Parameter(help="Who says so.")] = None,
    confidence: Annotated[str | None, Parameter(help="low, moderate, high, or 0-100.")] = None,
    fields: Annotated[Entered, Parameter(name="*")] = NOTHING_ENTERED,
    jsonl: Annotated[
        str | None,
        Parameter(
            help="File of claims, an object with quote and source a line; - is stdin.", allow_leading_hyphen=True
        ),
    ] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    if jsonl is not None:
        if text is not None or source is not None or confidence is not None or fields != NOTHING_ENTERED:
            raise UsageError("--jsonl takes its claims from the file.", hint="Leave the text and its options out.")
        from tracker.cli.commands.add_lines import add_lines

        return add_lines(jsonl, case=case, json=json)
    if text is None or source is None:
        missing = "what is claimed" if text is None else "who says so"
        raise UsageError(
            f"It is missing {missing}.",
            hint="tracker add TEXT --source NAME, or --jsonl FILE. More: tracker add --help.",
        )
    with opened(case, create=True) as workspace:
        draft = workspace.claims.draft(text, source=source, confidence=_confidence(confidence), **fields.given())
        kept = workspace.claims.add(draft)
        found = [one for one in workspace.scan.against(kept) if one.relation.value in ("contradicts", "tension")]
        _print_claim(kept, json=json)
        print_findings(found, workspace, json=json)
        narrate(f"{kept.id} recorded. {_told(len(found))} Case: {workspace.location}")
    return ExitCode.OK


def _confidence(text: str | None) -> int | str | None:
    if text is None:
        return None
    return int(text) if text.strip().isdecimal() else text


def _print_claim(claim: Claim, *, json: bool) -> None:
    from tracker.present.claims import details, record, summary

    if json:
        write_record(record(claim))
        return
    write_line(f"{claim.id}  {summary(claim)}")
    write_line("  " + " | ".join(f"{label} {words}" for label, words in details(claim) if label != "source"))


def _told(count: int) -> str:
    return f"It meets {count} contradicting or doubtful claims." if count else "Nothing contradicts it."
