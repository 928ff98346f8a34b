"""`tracker weigh`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from tracker.model.track_record import Provenance
    from tracker.model.weighing import SourceRecord, Weighing

COPIES = 0.5
"""Chance from which a source is said to repeat another."""


def run(
    path: Annotated[Path | None, Parameter(help="CSV file: source, question, value[, at, cites, kind, about].")] = None,
    /,
    *,
    settled: Annotated[Path | None, Parameter(help="CSV file of answers known to be true: question, value.")] = None,
    parties: Annotated[Path | None, Parameter(help="CSV file of who is of which side: source, side.")] = None,
    dispute: Annotated[str | None, Parameter(help="Weigh this dispute of the case instead, e.g. D3f2a10.")] = None,
    leave_out: Annotated[
        bool, Parameter(negative="", show_default=False, help="Also what each source's answer does to the result.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    if path is not None and dispute is None:
        if leave_out:
            raise UsageError("--leave-out goes with --dispute.", hint="tracker weigh --dispute D3f2a10 --leave-out")
        return _weigh_table(path, settled, parties, json=json)
    if path is None and dispute is not None:
        from tracker.cli.weighed import print_weighed

        if settled or parties:
            raise UsageError(
                "--settled and --parties go with a table; a case has its own decisions and sides.",
                hint="tracker decide, tracker sources NAME --party SIDE",
            )
        print_weighed(dispute, case, leave_out=leave_out, json=json)
        return ExitCode.OK
    raise UsageError("Name a CSV file or a dispute.", hint="tracker weigh votes.csv, tracker weigh --dispute D3f2a10")


def _weigh_table(path: Path, settled: Path | None, parties: Path | None, *, json: bool) -> int:
    from tracker.cli.votes import read_parties, read_settled, read_votes
    from tracker.credibility.weighing import weigh
    from tracker.services.weighed_case import provenance_of

    votes, questions = read_votes(path)
    known = read_settled(settled, votes) if settled else {}
    sides = read_parties(parties, votes) if parties else {}
    try:
        weighing = weigh(votes, questions=questions, parties=sides, settled=known)
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} cannot be weighed: {error}.", hint="Check the value column.") from error
    provenance = provenance_of(votes, questions, sides, known)
    if json:
        _print_records(weighing, provenance)
    else:
        _print_tables(weighing, provenance)
    return ExitCode.OK


def _print_records(weighing: Weighing, rests_on: Provenance) -> None:
    provenance = {"provenance": rests_on.model_dump(mode="json")}
    for question, answer in weighing.answers.items():
        interval = weighing.intervals.get(question)
        support = {str(value): share for value, share in weighing.support.get(question, {}).items()}
        told = {"question": question, "answer": _plain(answer), "interval": _plain(interval), "support": support}
        write_record(told | provenance)
    for name, record in weighing.sources.items():
        write_record({"source": name} | _source(record) | provenance)


def _source(record: SourceRecord) -> dict[str, Any]:
    bias = {name if name is not None else "": list(factors) for name, factors in record.bias.items()}
    flat: dict[str, Any] = record.model_dump(exclude={"bias"})
    return flat | {"bias": bias, "copies": dict(record.copies)}


def _print_tables(weighing: Weighing, provenance: Provenance) -> None:
    from tracker.present.track_records import provenance_words
    from tracker.present.weighed import interval_words

    answers = []
    for question, answer in weighing.answers.items():
        low_high = weighing.intervals.get(question)
        chance = weighing.support.get(question, {}).get(answer)
        told = interval_words(*low_high) if low_high else "" if chance is None else f"{chance:.2f}"
        answers.append((str(question), told, _answer(answer)))
    write_table(answers, ("question", "90 % or chance", "answer"))
    write_line()
    rows = [
        (_reliability(record), f"{record.effective:.1f}", name, _notes(record))
        for name, record in weighing.sources.items()
    ]
    write_table(rows, ("reliability, 90 %", "items", "source", "notes"))
    narrate(f"Weighed from {provenance_words(provenance)}.")


def _answer(answer: Any) -> str:
    from tracker.present.weighed import figure_words

    return figure_words(answer) if isinstance(answer, float) else str(answer)


def _reliability(record: SourceRecord) -> str:
    if record.reliability is None:
        return "cannot be judged"
    return f"{record.reliability:.2f} [{record.low:.2f}-{record.high:.2f}]"


def _notes(record: SourceRecord) -> str:
    """What it repeats, and factors whose interval leaves out 1."""
    notes = [f"repeats {name} ({chance:.0%})" for name, chance in sorted(record.copies.items()) if chance >= COPIES]
    judged = record.bias if record.reliability is not None else {}
    for about, (factor, low, high) in sorted(judged.items(), key=lambda found: found[0] or ""):
        if low > 1 or high < 1:
            losses = f" on losses of {about}" if about else ""
            notes.append(f"x {factor:.2f} [{low:.2f}-{high:.2f}] of the real figure{losses}")
    return "; ".join(notes)


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
