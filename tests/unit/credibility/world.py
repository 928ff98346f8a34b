"""A small world of known truth: who reports what on which question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tracker.model.weighing import Question, Vote

ANSWERS = ("north", "south", "weather", "nobody")


@dataclass
class World:
    """Votes and, for whoever checks them, the truth."""

    votes: list[Vote] = field(default_factory=list)
    truth: dict[str, object] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)

    def right(self, answers: Mapping[object, object]) -> float:
        """Share of the questions of choice answered rightly."""
        asked = [question for question in self.truth if self.questions[question].kind == "choice"]
        return sum(answers.get(question) == self.truth[question] for question in asked) / len(asked)

    def majority(self) -> dict[object, object]:
        """The plain vote."""
        counts: dict[str, dict[object, int]] = {}
        for vote in self.votes:
            of_question = counts.setdefault(str(vote.question), {})
            of_question[vote.value] = of_question.get(vote.value, 0) + 1
        return {
            question: min(given, key=lambda value: (-given[value], str(value))) for question, given in counts.items()
        }


def small_world(seed: int, *, events: int = 60, honest: int = 9, copiers: int = 0, deniers: int = 0) -> World:
    """Events with one choice (who did it) and one count (losses of the south).

    Honest sources are right 6 to 9 times in 10 and their figures off by some 20 %. Copiers repeat the answers of "h0",
    the worst of them, a little later. Deniers belong to the south: they halve its losses and, where the south did it,
    blame the north.
    """
    rng = np.random.default_rng(seed)
    world = World(parties={f"d{n}": "south" for n in range(deniers)})
    accuracy = [0.45, *rng.uniform(0.6, 0.9, honest - 1)]
    for event in range(events):
        who, lost = f"who {event:03d}", f"lost {event:03d}"
        culprit, losses = ANSWERS[rng.choice(4, p=[0.35, 0.35, 0.15, 0.15])], round(float(np.exp(rng.normal(3.2, 0.8))))
        world.truth |= {who: culprit, lost: losses}
        world.questions[who] = Question(kind="choice", blames={"north": "north", "south": "south"})
        world.questions[lost] = Question(kind="count", about="south")
        before = len(world.votes)
        for number, chance in enumerate(accuracy):
            if rng.random() < (0.8 if number == 0 else 0.5):
                said = culprit if rng.random() < chance else ANSWERS[rng.integers(4)]
                figure = round(float(losses * np.exp(rng.normal(0, 0.2))))
                _report(world, f"h{number}", event, said, figure, event + rng.uniform(0, 0.3))
        for number in range(copiers):
            copied = [vote for vote in world.votes[before:] if vote.source == "h0"]
            at = event + 0.5 + rng.uniform(0, 0.3)
            world.votes += [vote.model_copy(update={"source": f"c{number}", "at": at}) for vote in copied]
        for number in range(deniers):
            said = "north" if culprit == "south" and rng.random() < 0.8 else culprit
            figure = round(float(losses * 0.5 * np.exp(rng.normal(0, 0.15))))
            _report(world, f"d{number}", event, said, figure, event + rng.uniform(0, 0.3))
    return world


def _report(world: World, source: str, event: int, said: str, figure: int, at: float) -> None:
    world.votes.append(Vote(source=source, question=f"who {event:03d}", value=said, at=at))
    world.votes.append(Vote(source=source, question=f"lost {event:03d}", value=figure, at=at))
