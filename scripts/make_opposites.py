"""Writes the word tables of `tracker/matching/lexicon/` from WordNet 3.0.

    python scripts/make_opposites.py [--wordnet /usr/share/wordnet] [--into tracker/matching/lexicon]

WordNet's files come with Debian's `wordnet-base`. The tables are readable and small:

wordnet_opposites.tsv   part of speech, words on one side, words on the other
wordnet_exclusives.tsv  group, path inside the group, words; two words of a group exclude each other in one slot
                        ("a red door", "a blue door") unless one path begins with the other ("dog", "hound")
wordnet_synonyms.tsv    part of speech, words of one meaning
wordnet_demonyms.tsv    names of a country and its adjectives
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LICENCE = """\
# Derived from WordNet 3.0 by scripts/make_opposites.py. WordNet 3.0 Copyright 2006 by Princeton University. All rights
# reserved. Permission to use, copy, modify and distribute this database for any purpose and without fee or royalty is
# hereby granted, provided that this copyright notice and the following disclaimer appear on all copies. THIS DATABASE
# IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED, INCLUDING
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT ITS USE WILL NOT INFRINGE THIRD PARTY
# PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University may not be used in advertising.
"""

GROUPS: dict[str, tuple[tuple[str, ...], int]] = {
    "colour": (("chromatic_color.1", "achromatic_color.1"), 8),
    "material": (("material.1", "metallic_element.1", "fabric.1", "gem.2", "stone.2"), 2),
    "drink": (("beverage.1",), 2),
    "vegetable": (("vegetable.1", "vegetable.2"), 2),
    "fruit": (("edible_fruit.1",), 1),
    "meat": (("meat.1",), 2),
    "animal": (("animal.1",), 1),
    "instrument": (("musical_instrument.1",), 1),
    "room": (("room.1",), 2),
    "building": (("building.1", "shop.1"), 1),
    "vehicle": (("vehicle.1",), 1),
    "garment": (("garment.1", "footwear.1", "footwear.2", "headdress.1"), 1),
    "furniture": (("furniture.1",), 1),
    "sport": (("sport.1",), 1),
    "water": (("body_of_water.1",), 1),
    "weekday": (("day_of_the_week.1",), 1),
    "month": (("gregorian_calendar_month.1",), 1),
    "season": (("season.2",), 1),
    "planet": (("planet.1",), 2),
    "celestial body": (("celestial_body.1",), 1),
    "relative": (("relative.1",), 1),
    "meal": (("meal.1",), 1),
    "body part": (("external_body_part.1",), 1),
    "country": (("country.2",), 2),
    "city": (("city.1", "national_capital.1"), 1),
    "state": (("american_state.1",), 1),
    "religion": (("religion.1",), 1),
    "disease": (("disease.1",), 1),
    "timepiece": (("timepiece.1",), 1),
    "weapon": (("weapon.1",), 1),
    "tree": (("tree.1",), 1),
    "flower": (("flower.1",), 1),
}
"""Group -> the synsets (noun.sense) whose hyponyms it holds, and up to which sense of a word it is taken."""

RARE_OK = frozenset(
    {"country", "city", "weekday", "month", "state", "planet", "colour", "nationality", "season"}
    | {"drink", "vegetable", "fruit", "room", "instrument", "vehicle", "garment", "sport", "celestial body"}
)
"""Groups whose words are kept even when WordNet's texts never use them."""

POINTER_KINDS = {"!": "opposite", "@": "above", "@i": "above", "&": "like", "\\": "pertains", "~": "", "~i": ""}


@dataclass
class Synset:
    """One meaning: its words and where it points."""

    offset: str
    pos: str
    words: list[tuple[str, str]]
    """(word, lex id)."""
    lex_file: str
    opposite: list[tuple[str, str, int, int]] = field(default_factory=list)
    """(offset, part of speech, number of our word, number of their word)."""
    above: list[str] = field(default_factory=list)
    like: list[str] = field(default_factory=list)
    pertains: list[str] = field(default_factory=list)


class WordNet:
    """The four data files, as far as the tables need them."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[tuple[str, str], Synset] = {}
        self.senses: dict[tuple[str, str], list[str]] = {}
        self.below: dict[str, list[str]] = defaultdict(list)
        self.uses = dict(_uses(folder / "cntlist.rev"))
        for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
            for synset in _synsets(folder / f"data.{name}", pos):
                self.synsets[(pos, synset.offset)] = synset
            for word, offsets in _senses(folder / f"index.{name}"):
                self.senses[(pos, word)] = offsets
        for (pos, offset), synset in self.synsets.items():
            if pos == "n":
                for above in synset.above:
                    self.below[above].append(offset)

    def used(self, synset: Synset, word: str, lex_id: str) -> int:
        """How often WordNet's sense-tagged texts use this word in this meaning."""
        number = {"n": "1", "v": "2", "a": "3", "s": "5", "r": "4"}
        kinds = ("3", "5") if synset.pos == "a" else (number[synset.pos],)
        return max(self.uses.get(f"{word.lower()}%{kind}:{synset.lex_file}:{lex_id}", 0) for kind in kinds)

    def sense_number(self, pos: str, word: str, offset: str) -> int:
        return self.senses.get((pos, word.lower()), [offset]).index(offset) + 1


def _uses(path: Path) -> Iterator[tuple[str, int]]:
    for line in path.read_text("latin-1").splitlines():
        key, _, count = line.split(" ")
        lemma, rest = key.split("%")
        kind, lex_file, lex_id, *_ = rest.split(":")
        yield f"{lemma}%{kind}:{lex_file}:{lex_id}", int(count)


def _senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("latin-1").splitlines():
        if not line.startswith(" "):
            word, _, _, pointers, *rest = line.split()
            yield word, rest[int(pointers) + 2 :]


def _synsets(path: Path, pos: str) -> Iterator[Synset]:
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        offset, lex_file, _, count = fields[:4]
        width = int(count, 16)
        words = [(re.sub(r"\(.*\)$", "", fields[4 + 2 * i]), f"{int(fields[5 + 2 * i], 16):02d}") for i in range(width)]
        synset = Synset(offset, pos, words, lex_file)
        at = 4 + 2 * width
        for i in range(int(fields[at])):
            symbol, target, target_pos, ends = fields[at + 1 + 4 * i : at + 5 + 4 * i]
            kind = POINTER_KINDS.get(symbol, "")
            if kind == "opposite":
                synset.opposite.append((target, target_pos, int(ends[:2], 16), int(ends[2:], 16)))
            elif kind:
                getattr(synset, kind).append(target)
        yield synset


def opposites(net: WordNet) -> list[tuple[str, list[str], list[str]]]:
    """(part of speech, one side, other side): the opposed words first, then adjectives like them."""
    found: dict[tuple[str, str, str], tuple[list[str], list[str]]] = {}
    for (pos, offset), synset in net.synsets.items():
        for target, target_pos, ours, theirs in synset.opposite:
            other = net.synsets.get((_plain_pos(target_pos), target))
            if other is None or (offset, ours) > (target, theirs) or not ours or not theirs:
                continue
            a, b = synset.words[ours - 1][0].lower(), other.words[theirs - 1][0].lower()
            if not (a.isalpha() and b.isalpha()) or a == "cardinal":
                continue  # three and third do not exclude each other
            left, right = [a, *_alike(net, synset, a)], [b, *_alike(net, other, b)]
            if pos in "nr" and not _is_used(net, synset) and not _is_used(net, other):
                continue
            sides = found.setdefault((pos, a, b), ([], []))
            sides[0].extend(w for w in left if w not in sides[0])
            sides[1].extend(w for w in right if w not in sides[1])
    return [(pos, *sides) for (pos, _, _), sides in sorted(found.items())]


def _plain_pos(pos: str) -> str:
    return "a" if pos == "s" else pos


def _is_used(net: WordNet, synset: Synset) -> bool:
    return any(net.used(synset, word, lex_id) for word, lex_id in synset.words)


def _alike(net: WordNet, synset: Synset, own: str) -> list[str]:
    """Words of the same meaning, and for adjectives of the meanings gathered around it, that texts do use."""
    meanings = [synset, *(net.synsets[("a", o)] for o in synset.like)] if synset.pos == "a" else [synset]
    return [
        word.lower()
        for meaning in meanings
        for word, lex_id in meaning.words
        if word.lower() != own
        and word.isalpha()
        and net.used(meaning, word, lex_id) >= (1 if meaning is synset else 2)
        and net.sense_number(synset.pos, word, meaning.offset) <= 2
    ]


def synonyms(net: WordNet) -> list[tuple[str, list[str]]]:
    """(part of speech, words of one meaning), where it is among the first meanings of each word and texts use it."""
    rows: list[tuple[str, list[str]]] = []
    for (pos, _), synset in sorted(net.synsets.items()):
        words = [
            word.lower().replace("_", " ")
            for word, lex_id in synset.words
            if re.fullmatch(r"[a-z]+(?:_[a-z]+)?", word)
            and net.used(synset, word, lex_id) >= SYNONYM_USES
            and net.sense_number(pos, word, synset.offset) <= SYNONYM_SENSES
        ]
        if len(words) > 1:
            rows.append((pos, words))
    return rows


SYNONYM_USES = 2
"""How often a word must be used in a meaning to be a synonym in it."""
SYNONYM_SENSES = 2
"""Meanings of a word, most frequent first, in which it has synonyms: rarer ones mislead."""


def exclusives(net: WordNet) -> list[tuple[str, str, list[str]]]:
    """(group, path, words) of every group, in the order of paths."""
    rows: list[tuple[str, str, list[str]]] = []
    for group, (roots, senses) in GROUPS.items():
        for number, root in enumerate(roots):
            name, sense = root.rsplit(".", 1)
            offset = net.senses[("n", name)][int(sense) - 1]
            rows.extend(_tree(net, group, senses, offset, f"{number}", set()))
    rows.extend(_nationalities(net))
    return rows


def _tree(
    net: WordNet, group: str, senses: int, offset: str, path: str, seen: set[str]
) -> Iterator[tuple[str, str, list[str]]]:
    for number, below in enumerate(sorted(net.below[offset])):
        if below in seen:
            continue
        seen.add(below)
        synset = net.synsets[("n", below)]
        words = [w.lower().replace("_", " ") for w, i in synset.words if _fits(net, group, senses, synset, w, i)]
        here = f"{path}.{number}"
        if words:
            yield group, here, words
        yield from _tree(net, group, senses, below, here, seen)


def _fits(net: WordNet, group: str, senses: int, synset: Synset, word: str, lex_id: str) -> bool:
    if not re.fullmatch(r"[A-Za-z]+(?:_[A-Za-z]+)?", word) or len(word) < 3:
        return False
    if net.sense_number("n", word, synset.offset) > senses:
        return False
    return group in RARE_OK or (net.used(synset, word, lex_id) > 0 or ("_" not in word and _common(net, word)))


def _common(net: WordNet, word: str) -> bool:
    """Whether the texts use the word at all, in any meaning."""
    return any(
        net.uses.get(f"{word.lower()}%1:{net.synsets[('n', o)].lex_file}:{i:02d}", 0)
        for o in net.senses.get(("n", word.lower()), ())
        for i in range(3)
    )


def _nationalities(net: WordNet) -> Iterator[tuple[str, str, list[str]]]:
    """Adjectives that pertain to a country: two of them exclude each other, one country's are one."""
    countries = set(_under(net, net.senses[("n", "country")][1]))
    by_country: dict[str, list[str]] = defaultdict(list)
    for (pos, _), synset in net.synsets.items():
        for target in synset.pertains if pos == "a" else ():
            if target in countries:
                by_country[target].extend(w.lower() for w, _ in synset.words if w.isalpha() and w[0].isupper())
    for number, words in enumerate(UNLINKED_NATIONALITIES):
        yield "nationality", f"1.{number}", list(words)
    for number, country in enumerate(sorted(by_country)):
        if by_country[country]:
            yield "nationality", f"0.{number}", sorted(set(by_country[country]))


UNLINKED_NATIONALITIES = (("chinese",), ("south korean",), ("north korean",), ("british",), ("palestinian",))
"""Adjectives whose country WordNet does not link, or files under another heading."""


def demonyms(net: WordNet) -> list[list[str]]:
    """Names of each country with the adjectives that pertain to it."""
    rows = []
    adjectives = {path: words for _, path, words in _nationalities(net)}
    countries = sorted(
        {target for (pos, _), s in net.synsets.items() if pos == "a" for target in s.pertains}
        & set(_under(net, net.senses[("n", "country")][1]))
    )
    for number, country in enumerate(countries):
        words = adjectives.get(f"0.{number}", [])
        names = [w.lower().replace("_", " ") for w, _ in net.synsets[("n", country)].words]
        rows.append(names + [word for word in words if word not in names])
    return rows


def _under(net: WordNet, offset: str) -> Iterator[str]:
    for below in net.below[offset]:
        yield below
        yield from _under(net, below)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--into", type=Path, default=Path("tracker/matching/lexicon"))
    options = parser.parse_args()
    net = WordNet(options.wordnet)
    lines = [f"{pos}\t{' '.join(a)}\t{' '.join(b)}" for pos, a, b in opposites(net)]
    (options.into / "wordnet_opposites.tsv").write_text(LICENCE + "\n".join(lines) + "\n", "utf-8")
    rows = [f"{group}\t{path}\t{', '.join(words)}" for group, path, words in exclusives(net)]
    (options.into / "wordnet_exclusives.tsv").write_text(LICENCE + "\n".join(rows) + "\n", "utf-8")
    named = [", ".join(words) for words in demonyms(net)]
    (options.into / "wordnet_demonyms.tsv").write_text(LICENCE + "\n".join(named) + "\n", "utf-8")
    same = [f"{pos}\t{', '.join(words)}" for pos, words in synonyms(net)]
    (options.into / "wordnet_synonyms.tsv").write_text(LICENCE + "\n".join(same) + "\n", "utf-8")


if __name__ == "__main__":
    main()
