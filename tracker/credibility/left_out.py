"""What an answer would be without a source: on one question, or in the whole case."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.credibility.admiralty import proposed_digit
from tracker.credibility.chances import chance_of
from tracker.credibility.weighed import Outlook, answer_words, figure_and_interval, weighed_votes
from tracker.model.scales import Independence
from tracker.model.track_record import LeftOut, WhatIf
from tracker.model.weighing import Vote, Weighing


def left_out(question: str, case: Outlook) -> Iterator[LeftOut]:
    """The question without the answer of each of its sources in turn; each step weighs the case once."""
    told = [vote for vote in case.votes.votes if vote.question == question]
    for vote in told:
        yield _without(vote, told, case)


def digits_of(claim_id: str, case: Outlook) -> list[int]:
    """Admiralty digits proposed for a claim from what the others say, one for each question that it answers."""
    found = []
    for (source, question), claim in case.votes.claims.items():
        if claim.id == claim_id:
            told = [vote for vote in case.votes.votes if vote.question == question]
            found += [_without(vote, told, case).digit for vote in told if vote.source == source]
    return found


def largest_first(found: list[LeftOut]) -> list[LeftOut]:
    """Sources in the order of how much the answer hangs on them."""
    return sorted(found, key=lambda one: (-abs(one.change or 0.0), one.source))


def _without(vote: Vote, told: list[Vote], case: Outlook) -> LeftOut:
    question, is_figure = str(vote.question), case.is_figure(str(vote.question))
    other = weighed_votes(case.votes, without=vote.source, question=question)
    estimate, low, high = figure_and_interval(question, other) if is_figure else (None, None, None)
    chance = chance_of(vote.value, question, other, is_figure=is_figure) if question in other.answers else None
    others = [one.source for one in told if case.ties.between(one.source, vote.source) is not Independence.SAME_ORIGIN]
    agreeing = [one.source for one in told if one.source in others and one.value == vote.value]
    return LeftOut(
        source=vote.source,
        name=case.names.get(vote.source, vote.source),
        answer=answer_words(other.answers.get(question)),
        estimate=estimate,
        low=low,
        high=high,
        change=_change(question, case.weighing, other, estimate),
        chance=chance,
        digit=proposed_digit(chance, case.ties.origins(agreeing), case.ties.origins(others)),
    )


def _change(question: str, with_it: Weighing, without: Weighing, estimate: float | None) -> float | None:
    before = with_it.answers.get(question)
    if estimate is not None and isinstance(before, int | float):
        return estimate - max(0.0, float(before))
    chances = without.support.get(question, {})
    if before is None or not chances:
        return None
    return chances.get(before, 0.0) - with_it.support.get(question, {}).get(before, 0.0)


def what_if_wrong(source: str, case: Outlook) -> list[WhatIf]:
    """Answers of the case that change when a source is wrong in everything it said: it is not heard at all."""
    other = weighed_votes(case.votes, without=source)
    found = []
    for vote in case.votes.votes:
        question = str(vote.question)
        if vote.source != source:
            continue
        before, after = answer_words(case.weighing.answers.get(question)), answer_words(other.answers.get(question))
        if before != after:
            _, low, high = figure_and_interval(question, other) if case.is_figure(question) else (None, None, None)
            heading = case.votes.headings[question]
            found.append(WhatIf(question=question, heading=heading, before=before, after=after, low=low, high=high))
    return found
