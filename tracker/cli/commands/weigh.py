"""`tracker weigh`"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from tracker.model.weighing import SourceRecord, Vote, Weighing

NEEDED = ("source", "question", "value")


def run(
    path: Annotated[
        Path | None, Parameter(help="CSV file with the columns source, question, value[, at, cites].")
    ] = None,
    /,
    *,
    dispute: Annotated[str | None, Parameter(help="Weigh this dispute of the case instead, e.g. D3f2a10.")] = None,
    leave_out: Annotated[
        bool, Parameter(negative="", show_default=False, help="Also what each source's answer does to the result.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    if path is not None and dispute is None:
        return _weigh_table(path, json=json)
    if path is None and dispute is not None:
        from tracker.cli.weighed import print_weighed

        print_weighed(dispute, case, leave_out=leave_out, json=json)
        return ExitCode.OK
    raise UsageError("Name a CSV file or a dispute.", hint="tracker weigh votes.csv, tracker weigh --dispute D3f2a10")


def _weigh_table(path: Path, *, json: bool) -> int:
    from tracker.credibility.weighing import weigh

    votes = _votes(path)
    try:
        weighing = weigh(votes)
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} cannot be weighed: {error}.", hint="Check the value column.") from error
    if json:
        _print_records(weighing, votes)
    else:
        _print_tables(weighing)
    return ExitCode.OK


def _votes(path: Path) -> list[Vote]:
    from tracker.exchange.incoming.decode import decode, read_limited
    from tracker.model.weighing import Vote

    text = decode(read_limited(path), name=str(path)).text
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InputError(f"{path} has no column {missing[0]}.", hint=f"Needed: {', '.join(NEEDED)}.")
    reader.fieldnames = columns
    votes = []
    for row in reader:
        where = f"{path} line {reader.line_num}"
        if any(not (row.get(name) or "").strip() for name in NEEDED):
            raise InputError(f"{where}: source, question or value is empty.", hint="Fill it in, or delete the line.")
        at = _time(row.get("at"), where)
        cites = (row.get("cites") or "").strip() or None
        votes.append(Vote(source=row["source"], question=row["question"], value=row["value"], at=at, cites=cites))
    return votes


def _time(text: str | None, where: str) -> float | None:
    if not text or not text.strip():
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InputError(f"{where}: at is {text!r}, expected a number.", hint="Any unit; it only orders.") from error


def _print_records(weighing: Weighing, votes: list[Vote]) -> None:
    from tracker.services.weighed_case import provenance_of

    provenance = {"provenance": provenance_of(votes).model_dump(mode="json")}
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


def _print_tables(weighing: Weighing) -> None:
    answers = []
    for question, answer in weighing.answers.items():
        low_high = weighing.intervals.get(question)
        interval = f"{low_high[0]:g} to {low_high[1]:g}" if low_high else ""
        answers.append((str(question), interval, str(answer)))
    write_table(answers, ("question", "90 % interval", "answer"))
    write_line()
    rows = [
        (_reliability(record), f"{record.low:.2f}-{record.high:.2f}", f"{record.effective:.1f}", name)
        for name, record in weighing.sources.items()
    ]
    write_table(rows, ("reliability", "90 % interval", "items", "source"))


def _reliability(record: SourceRecord) -> str:
    return "cannot be judged" if record.reliability is None else f"{record.reliability:.2f}"


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
