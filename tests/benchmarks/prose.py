"""Any length of made-up wire reports, in which hardly a sentence comes twice."""

from __future__ import annotations

import random

_SYLLABLES = (
    "ba",
    "dor",
    "kar",
    "mel",
    "no",
    "ri",
    "sha",
    "tun",
    "ve",
    "zor",
    "al",
    "gor",
    "hen",
    "il",
    "kes",
    "lan",
    "mir",
    "os",
    "pel",
    "ra",
    "sul",
    "tar",
    "um",
    "vash",
)
_CITIES = (
    "Kabul",
    "Herat",
    "Mosul",
    "Basra",
    "Aleppo",
    "Homs",
    "Kharkiv",
    "Odesa",
    "Sanaa",
    "Aden",
    "Tripoli",
    "Gao",
    "Maiduguri",
    "Kandahar",
    "Peshawar",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_GROUPS = (
    "soldiers",
    "policemen",
    "civilians",
    "militants",
    "children",
    "officers",
    "fighters",
    "workers",
    "farmers",
    "passengers",
)
_SENTENCES = (
    "{title} {name} said {few} {group} were killed and {some} hurt when a bomb exploded in {city} on {day} {month}.",
    "“We counted {some} bodies in {village},” said {name}, a doctor at the district hospital.",
    "The {name2} Front claimed responsibility for the attack on {village}, saying it had killed {some} {group}.",
    "A spokesman for the ministry denied that any {group} had died and put the number of wounded at {few}.",
    "At least {many} people, the {name2} Observatory said, fled {village} between {day} {month} and the new year.",
    "{name}, who lives near the market of {village}, told reporters that the shelling went on for {few} hours.",
    "The repairs will cost ${few}.{day} million, the {city} municipality said in a statement on {month} {day}.",
    "In {year}, a similar attack in {city} left {some} dead, including {few} {group}.",
    "The road to {village} was closed on Monday, and it was not clear when it would open again.",
    "He said the army had taken {few} villages near {city}, but the group's commander, {name}, said none had fallen.",
    "Officials in {city} could not confirm the {name2} News Agency's report that {some} {group} had been detained.",
    "The weather in the valley had been mild for the time of year, and the harvest was expected to be good.",
    "{title} {name} warned that more than {many} families would need shelter before the winter.",
    "Asked about it, the governor of {village} said that no {group} had been hurt.",
)


def reports(characters: int, *, seed: int = 1) -> str:
    """Paragraphs of one to four sentences, cut at `characters`; the same for the same seed."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(1, 4)))
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)[:characters]


def _sentence(chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        title=chance.choice(("Police chief", "Governor", "General", "Colonel", "Mayor")),
        name=f"{_word(chance)} {_word(chance)}",
        name2=_word(chance),
        village=_word(chance),
        city=chance.choice(_CITIES),
        group=chance.choice(_GROUPS),
        few=chance.randint(2, 12),
        some=chance.randint(13, 90),
        many=f"{chance.randint(1, 40)},{chance.randint(100, 999)}",
        day=chance.randint(1, 28),
        month=chance.choice(_MONTHS),
        year=chance.randint(2001, 2019),
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()
