"""What all records share."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value: equal when its fields are equal, refused when a field is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_checked(cls, fields: dict[str, Any]) -> Self:
        """The value with exactly these fields, all of them, which were checked already; the dict is not copied."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", fields)
        object.__setattr__(made, "__pydantic_fields_set__", _all_fields(cls))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made


@cache
def _all_fields(model: type[Frozen]) -> set[str]:
    """One set for all values of a model: it is copied where a value is, and never changed."""
    return set(model.model_fields)
