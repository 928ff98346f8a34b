"""What all records share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value: equal when its fields are equal, refused when a field is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")
