"""Settings: a TOML file, over it environment variables `TRACKER_...`, over them what a command says."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from tracker import locations
from tracker.errors import UsageError
from tracker.user_files import write_whole


class Settings(BaseSettings):
    """Every field is documented in docs/settings.md; an unknown name in the file is an error."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", extra="forbid", frozen=True)

    case: str | None = None
    """The case to open when `--case` is not given: a path. Empty: the user's default case."""
    analyst: str | None = None
    """Name written into the journal. Empty: the login name."""
    theme: str = "tracker-dark"
    """Colour theme of the interface."""
    max_bytes: int = Field(default=64 * 1024 * 1024, gt=0)
    """Largest report taken in, in bytes."""
    fetch_bytes: int = Field(default=16 * 1024 * 1024, gt=0)
    """Largest page or feed fetched from an address, in bytes."""
    fetch_seconds: float = Field(default=30.0, gt=0)
    """Longest time one fetch may take, redirects included."""
    allow_private: bool = False
    """Whether addresses of this machine and of private networks may be fetched."""
    lexicon: str | None = None
    """A folder of own words that are added to those the reader knows; a relative path starts at the settings file."""
    keys: dict[str, str] = {}
    """Action id -> keys, comma separated: `keys.accept = "a,space"`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml_settings = TomlConfigSettingsSource(settings_cls, locations.settings_file())
        return init_settings, env_settings, dotenv_settings, toml_settings, file_secret_settings

    @property
    def actor(self) -> str:
        """Who is written into the journal."""
        if self.analyst:
            return self.analyst
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "analyst"


def load_settings(**overrides: object) -> Settings:
    """The settings of this machine. Raises UsageError that names the file and the wrong line's field."""
    given = {name: value for name, value in overrides.items() if value is not None}
    path: Path = locations.settings_file()
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"Setting {where!r}: {first['msg']}.", hint=f"Look in {path} and at TRACKER_... variables."
        ) from error
    except (SettingsError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", hint="It must be TOML.") from error


def keep_settings(changes: Mapping[str, Any]) -> None:
    """Writes settings into the user's file; comments and all that is not named stay as they are.

    changes: name -> value, None takes the setting out; a mapping goes into the table of that name, key by key.
    Raises UsageError when the file is not TOML or cannot be written; it is then as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = locations.settings_file()
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
        _put(document, changes)
        write_whole(path, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise UsageError(f"{path} cannot be written: {error}.", hint="Look at the file and its folder.") from error


def _put(table: Any, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if isinstance(value, Mapping):
            _put(table.setdefault(name, {}), value)
        elif value is None:
            table.pop(name, None)
        else:
            table[name] = value
