"""Which account is true: answers, and the accuracy of sources, estimated together.

A source says what is true with its own chance A; a party to the conflict that is to blame denies instead with its own
chance d; a source that is right may say it less precisely with its own chance g. Errors gather on one false answer per
question, the rumour. Copies count little (independence.py gives each claim its weight).
Sources: Dong, Berti-Equille and Srivastava (VLDB 2009) for the one-coin model with copies and for false values; Dong,
Saha and Srivastava (VLDB 2012) for popular false values; Jung, Kim and Shim (EDBT 2019) for less precise answers.
Priors and denials are our own. Expectation-maximisation with counts added to priors.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tracker.credibility.segments import Floats, Ints, Segments, summed
from tracker.credibility.table import Table

HITS, MISSES = 4.0, 2.0
"""Prior of accuracy: as if 4 right and 2 wrong statements had been seen."""
DENIALS = 1.5
"""Prior of the chance that a party denies blame: Beta(1.5, 1.5)."""
BROAD, EXACT = 1.0, 3.0
"""Prior of the chance that a right answer is given less precisely, where a more precise one exists."""
RUMOUR = 0.3
"""Share of errors that fall on the one false answer in circulation."""
PASSING_ON = 0.9
"""Share of denials that blame another side, where there is one; the rest blame nobody."""
SWEEPS = 40
CLOSE_ENOUGH = 1e-9


@dataclass
class Links:
    """(claim, cell) rows where the claim is not simply wrong if the cell is true."""

    claim: Ints
    cell: Ints
    broad: Floats
    """0 for the same answer, else 1 / number of less precise answers given to the item."""
    narrowed: Floats
    """1 for the same answer where less precise ones were given too."""


@dataclass
class Accounts:
    """State of the estimate."""

    probability: Floats
    """Per cell: chance that it is the true answer."""
    accuracy: Floats
    """Per source, over all questions: those it is bad at tell of the others."""
    denial: Floats
    """Per source; 0.5 for those that are no party."""
    hits: Floats
    """Per claim: chance that it is right, precise or not."""
    denied: Floats
    """Per claim: chance that it is a denial."""
    generality: Floats = field(default_factory=lambda: np.zeros(0))


class AccountModel:
    """The categorical items of a table; run() improves an estimate under given weights of claims."""

    def __init__(self, table: Table) -> None:
        self.table = table
        chosen = np.array([kind != "count" for kind in table.kinds], dtype=bool)
        self.items = chosen
        self.cells = chosen[table.cell_item]
        self.claims = np.flatnonzero(chosen[table.item])
        self.source = table.source[self.claims]
        self.cell = table.cell[self.claims]
        self.item = table.item[self.claims]
        self.links = self._links()
        self.denials = self._denials()
        self.wrong_options = np.maximum(table.options - 1, 1)
        given = np.bincount(table.cell_item, minlength=len(table.questions))
        self.segments = Segments(table.cell_item, np.maximum(table.options - given, 0.0))

    def start(self) -> Accounts:
        """The estimate before any data: every source as the prior has it."""
        table = self.table
        prior = np.full(len(table.sources), HITS / (HITS + MISSES))
        none = np.zeros(len(self.claims))
        share = np.full(len(table.sources), BROAD / (BROAD + EXACT))
        return Accounts(np.zeros(len(table.cell_item)), prior, np.full(len(prior), 0.5), none, none, share)

    def _links(self) -> Links:
        table = self.table
        count = len(self.claims)
        less, more = table.covers[:, 0], table.covers[:, 1]
        broader = np.bincount(more, minlength=len(table.cell_item)).astype(float)
        by_less = np.argsort(less, kind="stable")
        low = np.searchsorted(less[by_less], self.cell, "left")
        high = np.searchsorted(less[by_less], self.cell, "right")
        claim = np.repeat(np.arange(count), high - low)
        within = np.arange(len(claim)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
        cell = more[by_less][np.repeat(low, high - low) + within] if len(claim) else np.zeros(0, dtype=np.int64)
        return Links(
            claim=np.concatenate([np.arange(count), claim]),
            cell=np.concatenate([self.cell, cell]),
            broad=np.concatenate([np.zeros(count), 1 / np.maximum(broader[cell], 1)]),
            narrowed=np.concatenate([(broader[self.cell] > 0).astype(float), np.zeros(len(claim))]),
        )

    def _denials(self) -> tuple[Ints, Ints, Floats]:
        """(claim, cell that blames the claim's own side, chance of this very denial) rows."""
        table = self.table
        rows: list[tuple[int, int, float]] = []
        blaming = np.flatnonzero(table.cell_blames >= 0)
        if len(blaming) and (table.side >= 0).any():
            cells_of: dict[int, list[int]] = {}
            for cell in blaming.tolist():
                cells_of.setdefault(int(table.cell_item[cell]), []).append(cell)
            for claim in np.flatnonzero((table.side[self.source] >= 0) & np.isin(self.item, list(cells_of))).tolist():
                rows += self._denials_of(claim, cells_of[int(self.item[claim])])
        claims, cells, chances = zip(*rows, strict=True) if rows else ((), (), ())
        return np.array(claims, dtype=np.int64), np.array(cells, dtype=np.int64), np.array(chances, dtype=float)

    def _denials_of(self, claim: int, blaming: list[int]) -> list[tuple[int, int, float]]:
        own, cell = self.table.side[self.source[claim]], int(self.cell[claim])
        others = [other for other in blaming if self.table.cell_blames[other] != own]
        rest = max(self.table.options[self.item[claim]] - 1 - len(others), 1)
        chance = PASSING_ON / len(others) if cell in others else (1 - PASSING_ON) / rest
        accused = [other for other in blaming if self.table.cell_blames[other] == own]
        return [(claim, other, 0.0 if cell in accused else float(chance)) for other in accused]

    def run(self, state: Accounts, weight: Floats, sweeps: int = SWEEPS) -> Accounts:
        """Alternates answers and sources until neither moves; weight is per claim of the table."""
        mine = weight[self.claims] * self.table.share[self.claims]
        full = self.table.share[self.claims]
        for _ in range(sweeps):
            before = state.probability
            self._answers(state, mine)
            self._sources(state, full)
            if len(before) and float(np.abs(before - state.probability).max()) < CLOSE_ENOUGH:
                break
        return state

    def _answers(self, state: Accounts, weight: Floats) -> None:
        """Chance of each cell, from what sources said and how accurate they are."""
        table, links = self.table, self.links
        right = state.accuracy[self.source]
        options = self.wrong_options[self.item]
        other = np.log((1 - right) * (1 - RUMOUR) / options)
        share = state.generality[self.source[links.claim]]
        exact = np.where(links.narrowed > 0, 1 - share, 1.0)
        said = np.log(right[links.claim] * np.where(links.broad > 0, share * links.broad, exact)) - other[links.claim]
        score = summed(links.cell, weight[links.claim] * said, len(table.cell_item))
        self._add_denials(state, weight, other, right, score)
        lure = np.log1p(RUMOUR * options / (1 - RUMOUR))
        rumour = summed(self.cell, weight * lure, len(table.cell_item))
        score += self.segments.log_sum_but_own(rumour)
        state.probability = self.segments.normalised(score, rumour)
        fixed = table.settled >= 0
        state.probability[fixed[table.cell_item]] = 0.0
        state.probability[table.settled[fixed]] = 1.0
        state.probability[~self.cells] = 0.0

    def _add_denials(self, state: Accounts, weight: Floats, other: Floats, right: Floats, score: Floats) -> None:
        claim, cell, chance = self.denials
        if not len(claim):
            return
        deny = state.denial[self.source[claim]]
        plain = np.where(self.cell[claim] == cell, np.log(right[claim]), other[claim])
        told = np.log(deny * chance + (1 - deny) * np.exp(plain)) - plain
        np.add.at(score, cell, weight[claim] * told)

    def _sources(self, state: Accounts, weight: Floats) -> None:
        """Accuracy, generality and denials of each source, from the chances of its answers."""
        links = self.links
        true = state.probability[links.cell]
        state.hits = summed(links.claim, true, len(self.claims))
        state.hits = np.minimum(state.hits, 1.0)
        state.denied = self._responsibility(state)
        misses = np.maximum(1 - state.hits - state.denied, 0.0)
        count = len(state.accuracy)
        hit, miss = summed(self.source, weight * state.hits, count), summed(self.source, weight * misses, count)
        state.accuracy = (HITS + hit) / (HITS + MISSES + hit + miss)
        broad = links.broad > 0
        who = self.source[links.claim]
        general = summed(who[broad], true[broad] * weight[links.claim[broad]], count)
        narrow = links.narrowed > 0
        exact = summed(who[narrow], true[narrow] * weight[links.claim[narrow]], count)
        state.generality = (BROAD + general) / (BROAD + EXACT + general + exact)

    def _responsibility(self, state: Accounts) -> Floats:
        claim, cell, chance = self.denials
        denied = np.zeros(len(self.claims))
        if not len(claim):
            return denied
        deny, right = state.denial[self.source[claim]], state.accuracy[self.source[claim]]
        wrong = (1 - right) / self.wrong_options[self.item[claim]]
        plain = np.where(self.cell[claim] == cell, right, wrong)
        told = deny * chance
        blame = state.probability[cell]
        resp = blame * told / (told + (1 - deny) * plain)
        np.add.at(denied, claim, resp)
        who, count = self.source[claim], len(state.denial)
        times = summed(who, resp, count)
        state.denial = (DENIALS + times) / (2 * DENIALS + summed(who, blame, count))
        return np.minimum(denied, 1.0)

    def chance_of_saying(self, state: Accounts) -> Floats:
        """Per claim of this model: how likely its source was to give just this answer on its own."""
        table = self.table
        right, true = state.accuracy[self.source], state.probability[self.cell]
        said = summed(self.cell, np.ones(len(self.cell)), len(table.cell_item))
        wrong = said * (1 - state.probability)
        all_wrong = summed(table.cell_item, wrong, len(table.questions))
        popular = wrong[self.cell] / np.maximum(all_wrong[self.item], 1e-9)
        error = RUMOUR * popular + (1 - RUMOUR) / self.wrong_options[self.item]
        return np.asarray(true * right + (1 - true) * (1 - right) * np.minimum(error, 1.0))
