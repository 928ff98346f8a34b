"""Everything a key can do: one table.

Footer, help screen, command palette and the user's own keys (`keys.<id>` in the settings) are all made from it. A
screen implements an action as a method `do_<id>`; a method `why_not_<id>` says, in words, why it cannot act now, or
None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import format_key

SCREENS: dict[str, str] = {
    "case": "Case",
    "triage": "Triage",
    "claims": "Claims",
    "disputes": "Disputes",
    "sources": "Sources",
    "log": "Log",
    "incidents": "Incidents",
}
"""Name of a screen -> its heading; the order is the order of the keys 1-7."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    id: str
    """What the settings and the methods of screens call it."""
    keys: str
    """Textual key names, comma separated; the first one is shown."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the help screen and the palette."""
    screens: tuple[str, ...] = ()
    """Where it can be done; empty: everywhere."""
    footer: bool = True
    """Whether the footer shows it when there is room."""

    def is_on(self, screen: str) -> bool:
        return not self.screens or screen in self.screens


_READABLE = ("case", "triage", "claims", "disputes", "incidents")
_BESIDE = ("triage", "claims", "disputes", "sources", "log")

ACTIONS: tuple[Action, ...] = (
    Action("ingest", "i", "take in", "Take in reports: a file or a folder.", ("case",)),
    Action("paste_report", "P", "paste", "Take in text that you paste, as a report.", ("case",)),
    Action("watch", "W", "watch", "Watch feeds and pages: ask them again and again; stop it.", ("case",), footer=False),
    Action("export", "e", "export", "Write the evidence log: format, profile, part, file.", ("case",)),
    Action("accept", "a", "accept", "Accept the proposal and go to the next one.", ("triage",)),
    Action("reject", "x", "reject", "Reject the proposal and go to the next one.", ("triage",)),
    Action("skip", "s", "skip", "Leave the proposal as it is and go to the next one.", ("triage",)),
    Action(
        "edit",
        "e",
        "edit",
        "Correct a claim, a source or an incident.",
        ("triage", "claims", "sources", "incidents"),
    ),
    Action("decide", "d", "decide", "Record the outcome of this dispute or pair.", ("disputes",)),
    Action("reopen", "R", "reopen", "Open a decided dispute or pair again, with the reason.", ("disputes",)),
    Action("assign", "a", "assign", "Give this dispute or pair to somebody.", ("disputes",)),
    Action("comment", "C", "comment", "Write a comment beside this dispute or pair.", ("disputes",)),
    Action("rules", "r", "rules", "The rules that fired, with the words that triggered them.", ("disputes",)),
    Action("weigh", "v", "weigh", "Weigh the dispute: estimate, median, what each source gives.", ("disputes",)),
    Action("explain", "e", "explain", "Leave each answer out in turn: what hangs on each source.", ("disputes",)),
    Action("what_if", "w", "what if", "See what changes if one of its sources is wrong in all.", ("disputes",)),
    Action(
        "threshold",
        "f",
        "from score",
        "From which score findings are listed; accept, refuse, reset.",
        ("disputes",),
        footer=False,
    ),
    Action("sort", "s", "sort", "Sort by incident, or by what would teach most if settled.", ("disputes",)),
    Action("order", "s", "order", "Order the claims: as taken in, newest first, by source, by incident.", ("claims",)),
    Action(
        "next_list",
        "tab",
        "next list",
        "Next list: disputes, pairs, tensions; by status; likely one.",
        ("claims", "disputes", "incidents"),
    ),
    Action("grade", "g", "grade", "Grade: a source A-F, a claim 1-6.", ("triage", "claims", "sources")),
    Action("propose", "p", "as proposed", "Grade the source as its record proposes.", ("sources",)),
    Action("origins", "o", "origins", "Who goes back to whom: voices, carriers, copies.", ("sources",)),
    Action(
        "calibration",
        "c",
        "calibration",
        "How well likelihoods given before decisions came true.",
        ("disputes", "sources"),
        footer=False,
    ),
    Action(
        "merge",
        "m",
        "merge",
        "Merge into another one that is the same.",
        ("triage", "sources", "incidents"),
    ),
    Action("split", "S", "split", "Cut a proposal that says two things into two proposals.", ("triage",)),
    Action(
        "accept_all",
        "A",
        "accept many",
        "Accept many, by score, report or source; says first how many.",
        ("triage",),
    ),
    Action(
        "reject_all",
        "X",
        "reject many",
        "Reject many, by score, report or source; says first how many.",
        ("triage",),
    ),
    Action("apart", "x", "keep apart", "Two that may be one are two: do not propose them again.", ("incidents",)),
    Action("next_toll", "p", "plot next", "Plot the next measure and population over time.", ("incidents",)),
    Action("as_of", "w", "as of", "Show what was known on a day; hides what was stated later.", ("incidents",)),
    Action("day_back", "left_square_bracket", "day back", "What was known on the day stated before.", ("incidents",)),
    Action("day_on", "right_square_bracket", "day on", "What was known on the day stated after.", ("incidents",)),
    Action("to_disputes", "d", "disputes", "The disputes of this incident.", ("incidents",)),
    Action(
        "filter",
        "slash",
        "filter",
        "Show only what matches.",
        ("case", "claims", "disputes", "sources", "log", "incidents"),
    ),
    Action(
        "retract",
        "x",
        "retract",
        "See what changes if a claim or all of a source falls; with a reason, take it back.",
        ("claims", "sources"),
    ),
    Action("incident", "i", "incident", "Its incident: timeline and toll.", ("triage", "claims", "disputes")),
    Action("report", "o", "report", "Open the report at the quote.", _READABLE),
    Action(
        "into_incident",
        "I",
        "into incident",
        "Put the claim, or all such of its report, into an incident.",
        ("triage", "claims"),
    ),
    Action("record", "o", "open", "Go to the record that the entry changed.", ("log",)),
    Action("history", "L", "history", "What was done to this record: the Log, filtered to it.", ("claims", "sources")),
    Action("filters", "F", "filters", "Saved filters: keep the one in use, apply or take out one.", ("claims",)),
    Action(
        "next_filter", "right_square_bracket", "next filter", "Apply the next saved filter.", ("claims",), footer=False
    ),
    Action("new", "n", "new claim", "Type a claim in; shows at once what it contradicts."),
    Action("undo", "u", "undo", "Undo the last change."),
    Action("redo", "ctrl+r", "redo", "Redo what was undone.", footer=False),
    Action("copy", "y", "copy", "Copy what the cursor is on.", footer=False),
    Action("scroll_down", "J", "scroll", "Scroll the text beside the list down.", _BESIDE, footer=False),
    Action("scroll_up", "K", "scroll up", "Scroll the text beside the list up.", _BESIDE, footer=False),
    Action("stop", "ctrl+x", "stop", "Stop what takes long after the part that it is at.", footer=False),
    Action("refresh", "f5", "refresh", "Read the case again.", footer=False),
    Action("theme", "t", "theme", "Next colours: dark, light, high contrast, colour-blind safe.", footer=False),
    Action("back", "escape", "back", "Back: close what is open, clear the filter.", footer=False),
    *(
        Action(f"go_{name}", str(number), title, f"Go to the {title} screen.", footer=False)
        for number, (name, title) in enumerate(SCREENS.items(), start=1)
    ),
    Action("own_keys", "comma", "own keys", "Give actions other keys; written into your settings.", footer=False),
    Action("tour", "f1", "tour", "What this is and how one works in it, in under a minute.", footer=False),
    Action("suspend", "ctrl+z", "suspend", "Go back to the shell; `fg` there comes back.", footer=False),
    Action("palette", "ctrl+p", "palette", "Search everything that can be done.", footer=False),
    Action("help", "question_mark", "keys", "All keys of this screen."),
    Action("quit", "q", "quit", "Leave. Everything is already saved."),
)
"""In the order of the footer."""

WRITES: frozenset[str] = frozenset(
    (
        *("ingest", "paste_report", "watch", "accept", "reject", "edit", "decide", "reopen", "assign", "comment"),
        *("grade", "propose", "merge", "split", "accept_all", "reject_all", "apart", "into_incident", "new"),
        *("undo", "redo"),
    )
)
"""Actions that are for nothing but changing the case."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

MOVING: tuple[tuple[str, str], ...] = (
    ("j k ↓ ↑", "next and previous row"),
    ("ctrl+d ctrl+u", "half a page; also PgDn, PgUp"),
    ("< >", "first and last row; also Home, End"),
    ("enter", "go in"),
)
"""Keys of every list, for the help screen."""


def actions_of(screen: str) -> list[Action]:
    """What can be done on a screen, in the order of the footer."""
    return [action for action in ACTIONS if action.is_on(screen)]


def bindings(screen: str) -> list[Binding]:
    """The keys of a screen, each with its id so that a user can move it."""
    return [
        Binding(action.keys, f"act('{action.id}')", action.label, show=False, id=action.id, tooltip=action.help)
        for action in actions_of(screen)
    ]


def keys_shown(action: Action, user_keys: Mapping[str, str]) -> str:
    """The first key of an action as a person reads it.

    >>> keys_shown(BY_ID["help"], {}), keys_shown(BY_ID["accept"], {"accept": "space,a"})
    ('?', 'space')
    """
    return key_words(keys_of(action, user_keys)[0])


def key_words(key: str) -> str:
    """A key as a person reads it.

    >>> key_words("ctrl+r"), key_words("slash")
    ('ctrl+r', '/')
    """
    return "+".join([*key.split("+")[:-1], format_key(key.split("+")[-1])])


TAKEN: frozenset[str] = frozenset(
    (
        *("j", "k", "down", "up", "ctrl+d", "ctrl+u", "pagedown", "pageup", "home", "end", "enter"),
        *("less_than_sign", "greater_than_sign", "ctrl+q", "ctrl+c", "shift+tab"),
    )
)
"""Keys that lists and the program itself take before a screen sees them."""


def keys_of(action: Action, user_keys: Mapping[str, str]) -> list[str]:
    """All keys of an action, the one that is shown first."""
    return [key.strip() for key in user_keys.get(action.id, action.keys).split(",")]


def key_faults(user_keys: Mapping[str, str]) -> list[str]:
    """What is wrong with the user's keys, one sentence each: unknown actions, keys that never arrive, clashes.

    >>> key_faults({"acept": "a"})
    ["There is no action 'acept' to give a key to."]
    """
    faults = [f"There is no action '{name}' to give a key to." for name in user_keys if name not in BY_ID]
    faults += [
        f"The key {key} moves in lists and cannot be given to '{action.id}'."
        for action in ACTIONS
        if action.id in user_keys
        for key in keys_of(action, user_keys)
        if key in TAKEN
    ]
    for screen, title in SCREENS.items():
        owner: dict[str, str] = {}
        for action in actions_of(screen):
            for key in keys_of(action, user_keys):
                other = owner.setdefault(key, action.id)
                if other != action.id and {other, action.id} & user_keys.keys():
                    faults.append(f"{title}: the key {key} is given to both '{other}' and '{action.id}'.")
    return faults
