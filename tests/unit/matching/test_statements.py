"""Statements compared by their words."""

from __future__ import annotations

import pytest

from tests.unit.matching.making import exactly, on, statement
from tracker.matching.judge import judge
from tracker.matching.statements import compare_words
from tracker.matching.words import statement as words
from tracker.model.finding import FindingKind, Relation


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("The ferry sank.", "The ferry did not sank.", FindingKind.POLARITY),
        ("The council denied closing the quay.", "The council closed the quay.", FindingKind.POLARITY),
        ("The quay is open.", "The quay is closed.", FindingKind.ANTONYM),
        ("The door of the shed is red.", "The door of the shed is blue.", FindingKind.ANTONYM),
        ("The mayor was killed by a mine.", "The mayor was killed by a missile.", FindingKind.METHOD),
        ("The strike began on Monday.", "The strike began on Friday.", FindingKind.DATE),
        ("The pilot is a Danish citizen.", "The pilot is a Greek citizen.", FindingKind.IDENTITY),
        ("Dockers of Velun attacked Dirrah.", "Dockers of Dirrah attacked Velun.", FindingKind.IDENTITY),
        ("Shooting at the quay ceased at dusk.", "Gunfire at the quay went on long after dusk.", FindingKind.ANTONYM),
        ("All crates were opened.", "No crates were opened.", FindingKind.POLARITY),
    ],
)
def test_what_cannot_both_hold_is_flagged_by_its_kind(a: str, b: str, kind: FindingKind) -> None:
    for one, other in ((a, b), (b, a)):
        verdict = compare_words(words(one), words(other))
        assert (verdict.relation, verdict.kind) == (Relation.CONTRADICTS, kind)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The eastern quay is open.", "The western quay is closed."),
        ("The quay is not open.", "The quay is closed."),
        ("Two crates were opened.", "Three crates were lost."),
        ("A man is rowing.", "A woman is rowing."),
        ("The ferry did not sink in the storm.", "The storm was heavy."),
        ("The mayor praised the pilots.", "The harbour has two cranes."),
        ("Some dockers went home, not all.", "Some dockers went home."),
    ],
)
def test_what_can_both_hold_is_not_flagged(a: str, b: str) -> None:
    assert compare_words(words(a), words(b)).relation is not Relation.CONTRADICTS


def test_two_words_for_one_thing_corroborate() -> None:
    assert compare_words(words("The quay was shut."), words("The quay was closed.")).relation is Relation.CORROBORATES


def test_what_is_left_open_is_a_tension() -> None:
    verdict = compare_words(words("The pilot may have survived."), words("The pilot died."))
    assert verdict.relation is Relation.TENSION
    assert verdict.reasons[0].code == "hedged"


def test_the_words_that_triggered_are_given_as_offsets() -> None:
    a, b = "The old quay is open.", "The old quay is closed."
    (ground,) = compare_words(words(a), words(b)).reasons
    assert ground.trigger_a is not None
    assert ground.trigger_b is not None
    assert a[slice(*ground.trigger_a)] == "open"
    assert b[slice(*ground.trigger_b)] == "closed"


def test_a_denied_claim_is_negated_as_a_whole() -> None:
    denied = statement(1, "Town hall", "the guards fired on the crowd", polarity="denied")
    affirmed = statement(2, "Dock union", "The guards fired on the crowd.")
    assert judge(denied, affirmed).relation is Relation.CONTRADICTS


def test_general_counts_are_compared_by_their_words() -> None:
    crates = statement(1, "A", "12 crates stood on the quay.", measure="count", quantity=exactly(12, span=(0, 2)))
    crates = crates.model_copy(update={"span": (0, 28)})
    cranes = statement(2, "B", "3 cranes were sold in May.", measure="count", quantity=exactly(3, span=(0, 1)))
    cranes = cranes.model_copy(update={"span": (0, 26)})
    more = crates.model_copy(
        update={
            "id": "C3",
            "source": "C",
            "quote": "30 crates stood on the quay.",
            "quantity": exactly(30, span=(0, 2)),
        }
    )
    assert judge(crates, cranes).relation is Relation.UNRELATED
    assert judge(crates, more).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    "text", ["", " ", "no", "?", "火曜日に橋が閉鎖された。", "x" * 1_000_000, "not " * 5000, "\x00"]
)
def test_any_text_has_a_defined_result(text: str) -> None:
    assert compare_words(words(text), words("The quay is open.")).relation is Relation.UNRELATED
    assert compare_words(words(text), words(text)).relation in (Relation.UNRELATED, Relation.CORROBORATES)


def test_who_says_it_does_not_hide_that_two_accounts_oppose_each_other() -> None:
    a = words("Officials say that the fighting ceased once all gunmen had been killed")
    b = words("some reports claim gunfire continued long after the quay was declared secure")
    assert compare_words(a, b).relation is Relation.CONTRADICTS


def test_one_thing_of_two_kinds_is_two_things() -> None:
    a, b = words("Wheat prices rose in June."), words("Fuel prices fell in June.")
    assert compare_words(a, b).relation is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The gunmen entered the customs house.", "The customs house was stormed."),
        ("The raid ended after four hours.", "The raid lasted four hours."),
        ("The ministry denied that raiders entered the tower.", "The raiders did not enter the tower."),
    ],
)
def test_claims_that_can_both_hold_are_not_flagged(a: str, b: str) -> None:
    assert judge(statement(1, "Ministry", a), statement(2, "Dockers", b)).relation is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (
            "Dockers say one of the raiders was a Danish national",
            "The captain said the raider was a Greek national",
            "identity",
        ),
        ("The first blast was a car bomb", "A gunman set off the blast with a grenade", "method"),
        ("A court ruled that the lock must open on 18 May", "The lock will open on 20 May.", "date"),
        ("Dockers said shooting at the quay went on", "The mayor said that the fighting at the quay ended", "antonym"),
    ],
)
def test_who_says_it_does_not_hide_a_contradiction(a: str, b: str, kind: str) -> None:
    sources = {"D": "Dockers", "A": "court", "T": "captain"}
    found = judge(
        statement(1, sources[a[0]], a, measure="event"),
        statement(2, "mayor" if "mayor" in b else "captain", b, measure="event"),
    )
    assert (found.relation, found.kind) == (Relation.CONTRADICTS, kind)


def test_a_source_that_tells_of_a_later_state_does_not_contradict_itself() -> None:
    before = statement(1, "Agency", "The road to the dam is blocked.", stated_at=on(2))
    after = statement(2, "Agency", "The road to the dam was opened.", stated_at=on(5))
    other = statement(3, "Drivers", "The road to the dam is closed.", stated_at=on(5))
    assert judge(before, after).relation is Relation.UNRELATED
    assert judge(after, other).relation is Relation.CONTRADICTS


def test_a_claim_of_responsibility_contradicts_who_names_another_group() -> None:
    claimed = statement(1, "Blue Front", "The Blue Front claims responsibility for the raid", measure="responsibility")
    for words_of in ("said the Redcap network was behind the raid", "said the raid was carried out by the Redcaps"):
        for measure in ("event", "responsibility", None):
            blamed = statement(2, "Town hall", f"The town hall {words_of}", measure=measure)
            found = judge(claimed, blamed)
            assert (found.relation, found.kind) == (Relation.CONTRADICTS, FindingKind.RESPONSIBILITY)


@pytest.mark.parametrize(
    "headline",
    [
        "No, the ferry to Velun did not sink",
        "Report that the ferry to Velun sank is a hoax",
        "Operator denies that the ferry to Velun sank",
        "Story about sunk Velun ferry untrue",
        "Video of ferry to Velun sinking is fake",
        "Velun ferry never sank: it was all made up",
    ],
)
def test_calling_a_rumour_untrue_contradicts_it(headline: str) -> None:
    for a, b in (("The ferry to Velun sank", headline), (headline, "The ferry to Velun sank")):
        assert compare_words(words(a), words(b)).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    "headline",
    [
        "Is the story of the sunk Velun ferry a hoax?",
        "Story of sunk Velun ferry is not a hoax",
        "The video of the ferry to Velun may be fake",
        "Operator of Velun ferry denies raising fares",
        "Bomb hoax delays trains",
    ],
)
def test_what_does_not_call_it_untrue_leaves_a_rumour_standing(headline: str) -> None:
    assert compare_words(words("The ferry to Velun sank"), words(headline)).relation is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("a", "b", "flagged"),
    [
        ("Dockers attacked a rebel boat.", "Rebels attacked a boat of the army.", False),
        ("The army attacked a rebel boat.", "Rebels attacked an army boat.", True),
        ("The army attacked a rebel boat.", "A rebel boat was attacked by the army.", False),
    ],
)
def test_one_deed_with_sides_exchanged_is_flagged(a: str, b: str, flagged: bool) -> None:
    assert (compare_words(words(a), words(b)).relation is Relation.CONTRADICTS) is flagged


@pytest.mark.parametrize(
    ("a", "b", "flagged"),
    [
        ("The army holds Velun harbour.", "Rebels have captured Velun harbour.", True),
        ("Rebels captured Velun harbour.", "The army recaptured Velun harbour.", False),
        ("The army holds Velun harbour.", "The army has seized Velun harbour.", False),
        ("We captured nineteen soldiers at Velun.", "Nineteen soldiers were taken prisoner at Velun.", False),
    ],
)
def test_two_sides_cannot_hold_one_place(a: str, b: str, flagged: bool) -> None:
    assert (compare_words(words(a), words(b)).relation is Relation.CONTRADICTS) is flagged
