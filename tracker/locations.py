"""Where tracker keeps things on this machine. Nothing here creates a folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "tracker"


def default_case() -> Path:
    """The case that is opened when none is named."""
    return Path(platformdirs.user_data_dir(APP)) / "default.case"


def settings_file() -> Path:
    """The user's settings (TOML); it need not exist."""
    return Path(platformdirs.user_config_dir(APP)) / "settings.toml"


def filters_file() -> Path:
    """The filters that the user keeps (JSON); it need not exist."""
    return Path(platformdirs.user_config_dir(APP)) / "filters.json"


def mappings_file() -> Path:
    """How the user's tables map to claims (JSON); it need not exist."""
    return Path(platformdirs.user_config_dir(APP)) / "mappings.json"


def samples() -> Path:
    """The folder of sample reports: inside an installed package, else beside it in a checkout."""
    installed = Path(__file__).parent / "samples"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "samples"


def state_folder() -> Path:
    """Where the interface remembers what is no part of a case: places and half-typed forms."""
    return Path(platformdirs.user_state_dir(APP))


def shown(path: str | Path) -> str:
    """A path as a person reads it: ~ for the home folder.

    >>> shown(Path.home() / "kabul.case") == str(Path("~/kabul.case")), shown("memory")
    (True, 'memory')
    """
    given, home = Path(path), Path.home()
    return str(Path("~") / given.relative_to(home)) if given.is_relative_to(home) and given != home else str(path)


def keys_folder() -> Path:
    """Where the user's key for signatures is, and the known keys of others."""
    return Path(platformdirs.user_data_dir(APP)) / "keys"
