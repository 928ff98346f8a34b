"""Which account is true: answers, and the competence of sources, estimated together.

A source knows the answer with its own chance, its competence; else it guesses, each word as often as it does so
elsewhere (somebody who always says the same knows nothing), or repeats the one false answer that is in circulation. A
party to the conflict that is to blame denies instead, with its own chance; a source that knows may say it less
precisely. Copies count little (independence.py gives each claim its weight).
Sources: Dong, Berti-Equille and Srivastava (VLDB 2009) for one coin per source with copies; Dong, Saha and Srivastava
(VLDB 2012) for popular false values; Hovy et al. (NAACL 2013, MACE) for guessing; Jung, Kim and Shim (EDBT 2019) for
less precise answers. Priors and denials are our own. Expectation-maximisation with counts added to priors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tracker.credibility.links import find_denials, find_links
from tracker.credibility.segments import Floats, Segments, summed
from tracker.credibility.table import Table

HITS, MISSES = 4.0, 2.0
"""Prior of competence: as if the answer had been known 4 times and guessed twice."""
DENIALS = 1.5
"""Prior of the chance that a party denies blame: Beta(1.5, 1.5)."""
BROADER = 0.08
"""Chance that who knows answers less precisely than some others do. Not learned: that answer and habit agree on a
wrong level of precision is a fixed point too, and a frequent one."""
FINER = 0.03
"""Chance that who knows adds something that is not true, where others leave it out."""
RUMOUR = 0.3
"""Share of errors that fall on the one false answer in circulation."""
GUESSES = 20.0
"""Prior of the words a source guesses: as if so many guesses had been seen, spread evenly over the vocabulary."""
TRUTHS = 40.0
"""Prior of how often each word of a vocabulary is true: as if so many true answers had been seen, spread evenly."""
LEAST_UNSEEN = 0.1
"""Unseen answers weigh at least so much of one average word, however usual those given are."""
SWEEPS = 40
CLOSE_ENOUGH = 1e-9


@dataclass
class Accounts:
    """State of the estimate."""

    probability: Floats
    """Per cell: chance that it is the true answer."""
    competence: Floats
    """Per source, over all questions: those it is bad at tell of the others."""
    denial: Floats
    """Per source; 0.5 for those that are no party."""
    guess: Floats
    """Per claim: chance of this very answer when its source guesses."""
    hits: Floats
    """Per claim: chance that it is right, precise or not."""


class AccountModel:
    """The categorical items of a table; run() gives an estimate under given weights of claims."""

    def __init__(self, table: Table) -> None:
        self.table = table
        chosen = np.array([kind != "count" for kind in table.kinds], dtype=bool)
        self.cells = chosen[table.cell_item]
        self.claims = np.flatnonzero(chosen[table.item])
        self.source = table.source[self.claims]
        self.cell = table.cell[self.claims]
        self.item = table.item[self.claims]
        self.links = find_links(table, self.cell)
        rough = BROADER * self.links.broader + FINER * self.links.finer
        same = (1 - BROADER * self.links.has_broader) * (1 - FINER * self.links.has_finer)
        self.precision = np.where(rough > 0, rough, same)
        self.denials = find_denials(table, self.claims)
        side = table.side[self.source]
        self.against_interest = (side >= 0) & (table.cell_blames[self.cell] == side)
        self.options = table.options[self.item]
        given = np.bincount(table.cell_item, minlength=len(table.questions))
        self.segments = Segments(table.cell_item, np.maximum(table.options - given, 0.0))
        word = table.cell_word[self.cell]
        self.closed = np.flatnonzero(word >= 0)
        words = int(table.cell_word.max(initial=0)) + 1
        habit = self.source[self.closed] * words + word[self.closed]
        self.habits, self.habit = np.unique(habit, return_inverse=True)

    def start(self) -> Accounts:
        """The estimate before any data: every source as the prior has it."""
        sources = len(self.table.sources)
        return Accounts(
            probability=np.zeros(len(self.table.cell_item)),
            competence=np.full(sources, HITS / (HITS + MISSES)),
            denial=np.full(sources, 0.5),
            guess=1 / self.options,
            hits=np.zeros(len(self.claims)),
        )

    def run(self, weight: Floats, sweeps: int = SWEEPS) -> Accounts:
        """Alternates answers and sources until neither moves; weight is per claim of the table.

        Every run starts anew: an estimate made while copies still counted would hold on to their answers.
        """
        state = self.start()
        full = self.table.share[self.claims]
        mine = weight[self.claims] * full
        for _ in range(sweeps):
            before = state.probability
            self._answers(state, mine)
            self._sources(state, full)
            if float(np.abs(before - state.probability).max(initial=0.0)) < CLOSE_ENOUGH:
                break
        return state

    def _answers(self, state: Accounts, weight: Floats) -> None:
        """Chance of each cell, from what sources said and how competent they are."""
        table, links = self.table, self.links
        other = self._by_guess(state) * (1 - RUMOUR)
        knows = self._by_knowing(state)
        said = np.log1p(knows / other[links.claim])
        score = summed(links.cell, weight[links.claim] * said, len(table.cell_item))
        self._add_denials(state, weight, other, score)
        lure = np.log1p(RUMOUR / ((1 - RUMOUR) * state.guess))
        rumour = summed(self.cell, weight * lure, len(table.cell_item))
        score += self.segments.log_sum_but_own(rumour)
        usual, missing = self._usual_answers(state)
        state.probability = self.segments.normalised(score + usual, rumour, missing)
        fixed = table.settled >= 0
        state.probability[fixed[table.cell_item]] = 0.0
        state.probability[table.settled[fixed]] = 1.0
        state.probability[~self.cells] = 0.0

    def _usual_answers(self, state: Accounts) -> tuple[Floats, Floats]:
        """How much likelier than the average word each cell is before anybody speaks, and how many unseen ones weigh.

        Per cell the log of how often its word is true elsewhere in the group; per item what that leaves to the unseen.
        """
        table, closed = self.table, np.flatnonzero(self.table.cell_word >= 0)
        item, word = table.cell_item[closed], table.cell_word[closed]
        group, true = table.group[item], state.probability[closed]
        of_word = summed(word, true, int(word.max(initial=0)) + 1)[word]
        of_group = summed(group, true, len(table.groups))[group]
        times = np.ones(len(table.cell_item))
        times[closed] = (TRUTHS + table.options[item] * of_word) / (TRUTHS + of_group)
        left = table.options - summed(table.cell_item, times, len(table.options))
        return np.log(times), np.maximum(left, LEAST_UNSEEN)

    def _by_guess(self, state: Accounts) -> Floats:
        """Per claim: chance to guess, and to guess this; who denies what is true does not take false blame either."""
        willing = np.where(self.against_interest, 1 - state.denial[self.source], 1.0)
        return np.asarray((1 - state.competence[self.source]) * state.guess * willing)

    def _by_knowing(self, state: Accounts) -> Floats:
        """Per link: chance that the source knows, and says it as precisely as it did."""
        return np.asarray(state.competence[self.source[self.links.claim]] * self.precision)

    def _add_denials(self, state: Accounts, weight: Floats, other: Floats, score: Floats) -> None:
        rows = self.denials
        if len(rows.claim):
            deny = state.denial[self.source[rows.claim]]
            plain = self._without_denial(state, other)
            told = np.log(deny * rows.chance + (1 - deny) * plain) - np.log(plain)
            np.add.at(score, rows.cell, weight[rows.claim] * told)

    def _without_denial(self, state: Accounts, other: Floats) -> Floats:
        """Per denial row: chance of the answer from a source that does not deny."""
        rows = self.denials
        same = self.cell[rows.claim] == rows.cell
        return np.asarray(np.where(same, state.competence[self.source[rows.claim]], 0.0) + other[rows.claim])

    def _sources(self, state: Accounts, weight: Floats) -> None:
        """Competence, denials and guesses of each source, from the chances of its answers."""
        links, count = self.links, len(state.competence)
        true = state.probability[links.cell]
        state.hits = np.minimum(summed(links.claim, true * (links.finer == 0), len(self.claims)), 1.0)
        knows = self._by_knowing(state)
        other = self._by_guess(state) * (1 - RUMOUR)
        known_link = true * knows / (knows + other[links.claim])
        known = np.minimum(summed(links.claim, known_link, len(self.claims)), 1.0)
        guessed = np.maximum(1 - known - self._denied(state, other), 0.0) * weight
        hit, miss = summed(self.source, weight * known, count), summed(self.source, guessed, count)
        state.competence = (HITS + hit) / (HITS + MISSES + hit + miss)
        self._learn_habits(state, guessed)

    def _learn_habits(self, state: Accounts, guessed: Floats) -> None:
        """Which words a source guesses, where the vocabulary is closed."""
        part = guessed[self.closed]
        by_word = summed(self.habit, part, len(self.habits))[self.habit]
        by_source = summed(self.source[self.closed], part, len(state.competence))[self.source[self.closed]]
        state.guess[self.closed] = (GUESSES / self.options[self.closed] + by_word) / (GUESSES + by_source)

    def _denied(self, state: Accounts, other: Floats) -> Floats:
        """Per claim: chance that it is a denial; also learns how often each party denies."""
        rows = self.denials
        denied = np.zeros(len(self.claims))
        if not len(rows.claim):
            return denied
        who, count = self.source[rows.claim], len(state.denial)
        deny, blame = state.denial[who], state.probability[rows.cell]
        told = deny * rows.chance
        share = blame * told / (told + (1 - deny) * self._without_denial(state, other))
        np.add.at(denied, rows.claim, share)
        state.denial = (DENIALS + summed(who, share, count)) / (2 * DENIALS + summed(who, blame, count))
        return np.minimum(denied, 1.0)

    def chance_of_saying(self, state: Accounts) -> Floats:
        """Per claim of this model: how likely its source was to give just this answer on its own."""
        table = self.table
        competence, true = state.competence[self.source], state.probability[self.cell]
        said = summed(self.cell, np.ones(len(self.cell)), len(table.cell_item))
        wrong = said * (1 - state.probability)
        all_wrong = summed(table.cell_item, wrong, len(table.questions))
        popular = wrong[self.cell] / np.maximum(all_wrong[self.item], 1e-9)
        error = RUMOUR * np.minimum(popular, 1.0) * (1 - true) + (1 - RUMOUR) * state.guess
        return np.asarray(true * competence + (1 - competence) * error)
