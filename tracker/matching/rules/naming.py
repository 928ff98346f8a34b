"""Who is named for an act in a sentence: "X claimed the attack", "carried out by X", "blamed on X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Party:
    """Who is said to have done it. claims_it: the party says so itself. affirmed False: said not to have done it."""

    name: str
    affirmed: bool
    claims_it: bool


_SIDE = r"rebels|insurgents|separatists|militants|police|army|government|opposition|regime|militia|guerrillas"
"""Sides that are named by a common word."""
_CAPITAL = r"\b(?!(?:The|An?|It|They|He|She|We|On|In|At|By)\b)[A-Z][\w’'-]*"
_NAME = (
    rf"(?:[Tt]he |[Aa]n? )?(?P<{{0}}>(?:{_CAPITAL}|\b(?:{_SIDE})\b)"
    r"(?:(?: (?:of|the|in|for|and|al)){{0,2}} [A-Z][\w’'-]*){{0,5}}"
    r"(?: (?:network|group|movement|faction|militia|organi[sz]ation|brigade|cell|gang|front|party|army)\b)?)"
    r"(?:[’']s)?(?: (?:fighters|militants|forces|rebels|gunmen|men|members|branch|wing))?"
)
_PRONOUN = r"(?P<{0}>(?i:it|they|he|she|we|the group|its (?:fighters|militants|men)|our (?:fighters|men|forces|units)))"
_ACT = (
    r"(?:attack|bombing|assault|blast|explosion|raid|killing|ambush|beheading|massacring|shooting down|downing|stabbing"
    r"|poisoning|arson|execution|lynching|sabotage|hostage-taking|shooting|strike|operation|assassination|abduction"
    r"|kidnapping|shelling|massacre|murder|hijacking|siege|suicide \w+|car bomb|explosions|attacks|bombings|killings)"
)
_DOING = (
    r"(?:(?:has |have |had )?claim(?:s|ed)? (?:responsibility|credit)"
    r"|(?:has |have |had )?claim(?:s|ed)? (?:the |a |an |this |its )[\w\s-]{0,40}?" + _ACT + r"|carr(?:y|ies) out"
    r"|(?:has |have |had )?(?:carried out|perpetrated|staged|organi[sz]ed|ordered|committed|conducted)"
    r"|(?:was|were|is|are) (?:behind|responsible for)"
    r"|(?:has |have |had )?tak(?:e|es|en) responsibility|took responsibility)"
)
_NOT_DOING = (
    r"(?:(?:has |have |had )?(?:denied|denies|deny|rejected|rejects|disclaimed) (?:any |all )?"
    r"(?:involvement|responsibility|role|part|links?|being (?:behind|responsible|involved)"
    r"|(?:having )?carr(?:ied|ying) out)"
    r"|(?:was|were|is|are) not (?:behind|responsible|involved)|did not carry out"
    r"|had (?:no|nothing) \w*\s?(?:role|part|hand|to do)|had nothing to do)"
)
_BY = rf"(?:carried out|committed|perpetrated|staged|claimed|ordered|conducted) by {_NAME.format('by')}"
_BLAMED = (
    rf"(?:blamed? (?:it )?on |blamed? {_NAME.format('blamed')} for|accused? {_NAME.format('accused')} of"
    rf"|attribut(?:es?|ed) [\w’' -]{{1,60}}? to {_NAME.format('to')}"
    rf"|(?:attributed to|the work of|pinned on|blamed on) {_NAME.format('work')})"
)

_PATTERNS: tuple[tuple[re.Pattern[str], bool, bool], ...] = (
    (re.compile(rf"{_NAME.format('who')},? (?:also )?{_NOT_DOING}"), False, False),
    (re.compile(rf"{_PRONOUN.format('who')} {_NOT_DOING}"), False, True),
    (re.compile(rf"{_PRONOUN.format('who')} {_DOING}"), True, True),
    (re.compile(rf"{_NAME.format('who')}(?:,[^,]{{0,60}},)? (?:also )?{_DOING}"), True, False),
    (re.compile(_BY), True, False),
    (re.compile(_BLAMED), True, False),
)
"""(pattern, whether the party did it, whether the group is a pronoun that stands for the source)."""

_ACT_WORD = re.compile(rf"\b(?:{_ACT}|bombed|responsibility)\b", re.IGNORECASE)
LONGEST_SEARCHED = 1000
"""Characters of a statement that are searched for a party."""


@lru_cache(maxsize=8192)
def named_party(text: str, source: str) -> Party | None:
    """The party that a sentence names for an act, or None.

    >>> named_party("The Blue Front said it carried out the attack.", "Blue Front").name
    'Blue Front'
    >>> named_party("The ministry blamed the Red Column for the bombing.", "Ministry").name
    'Red Column'
    """
    naming = _naming(text)
    if naming is None:
        return None
    found, did_it, is_pronoun = naming
    names = [name for name in found.groupdict().values() if name]
    if is_pronoun or not names:
        return Party(source, did_it, claims_it=True)
    return Party(names[0], did_it, claims_it=bool(_CLAIMS_IT.search(found[0])))


_CLAIMS_IT = re.compile(r" claim(?:s|ed)? ")


def naming_span(text: str) -> tuple[int, int] | None:
    """Where the words stand by which `named_party` names a party: its name, else the whole phrase."""
    naming = _naming(text)
    if naming is None:
        return None
    found, _, is_pronoun = naming
    groups = [group for group, name in found.groupdict().items() if name]
    return found.span() if is_pronoun or not groups else found.span(groups[0])


@lru_cache(maxsize=8192)
def _naming(text: str) -> tuple[re.Match[str], bool, bool] | None:
    """What names a party, whether it is said to have done it, and whether it is a pronoun for the source."""
    text = text[:LONGEST_SEARCHED]
    if not _ACT_WORD.search(text):
        return None
    for pattern, did_it, is_pronoun in _PATTERNS:
        found = pattern.search(text)
        if found is not None:
            return found, did_it, is_pronoun
    return None
