"""A JSON-lines export back into the case it was written from."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from pydantic import ValidationError

from tracker.errors import InputError
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.verify import verify_jsonl
from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.remark import Remark
from tracker.model.report import Report
from tracker.model.source import Source

_MODELS: dict[str, tuple[str, type[Report | Source | Incident | Claim | Decision | Remark | Change]]] = {
    "report": ("reports", Report),
    "source": ("sources", Source),
    "incident": ("incidents", Incident),
    "claim": ("claims", Claim),
    "decision": ("decisions", Decision),
    "remark": ("remarks", Remark),
    "change": ("changes", Change),
}


def read_case(content: bytes, *, name: str) -> CaseSnapshot:
    """Everything the export holds. Disputes are not in it: they are found again from the claims.

    Raises InputError naming the first thing wrong: an export that does not verify is not read.
    """
    problems = verify_jsonl(content, name=name).problems
    if problems:
        raise InputError(f"{name} is not as it was exported: {problems[0]}", hint="Ask for it again.")
    records: dict[str, list[Any]] = {field: [] for field, _ in _MODELS.values()}
    texts: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        record: dict[str, Any] = json.loads(line)
        kind = record.pop("type")
        if kind == "manifest":
            manifest = record
        elif kind in _MODELS:
            if kind == "report":
                text = record.pop("text", None)
                texts |= {} if text is None else {record["text_sha256"]: text}
            field, model = _MODELS[kind]
            records[field].append(_read(model, record, f"{name} line {number}"))
    return CaseSnapshot(
        case=manifest["case"],
        exported_at=dt.datetime.fromisoformat(manifest["exported_at"]),
        exported_by=manifest["exported_by"],
        tool_version=manifest["tool_version"],
        texts=texts,
        **records,
    )


def _read(model: Any, record: dict[str, Any], where: str) -> Any:
    try:
        return model.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(f"{where}: {field}: {first['msg']}.", hint="It needs a newer tracker.") from error
