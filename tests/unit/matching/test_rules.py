"""Each rule by itself: what it finds, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import tracker.matching.rules as rules
from tracker.matching.judge import judge
from tracker.matching.reasons import ReasonCode
from tracker.model.claim import Assertion
from tracker.model.finding import Relation
from tracker.services.compare import compare

FOUND: dict[str, list[tuple[str, str, str | None]]] = {
    "numbers": [
        ("Nine people died in the fire.", "30 people died in the fire.", "disjoint_numbers"),
        ("Nobody died in the fire.", "Three people died in the fire.", "zero_against_some"),
    ],
    "part_whole": [("Four people died in the fire.", "Nine children died in the fire.", "part_exceeds_whole")],
    "figures_in_text": [
        ("The wall is 3 metres high.", "The wall is 9 metres high.", "disjoint_numbers"),
        ("A quarter of the crates were lost.", "60 percent of the crates were lost.", "disjoint_numbers"),
        ("The wall is twice as high as the gate.", "The wall is four times as high as the gate.", "disjoint_numbers"),
    ],
    "arithmetic": [
        (
            "The crew landed 14 crates and 23 lamps.",
            "The crew landed 38 crates and lamps altogether.",
            "other_result",
        ),
        ("Each crate holds 12 lamps and 9 crates came.", "There are 118 lamps in total.", "other_result"),
        ("Ada had 50 maps and gave Bo 18 maps.", "Ada has 30 maps left.", "other_result"),
        ("The cook shared 48 pies among 6 crews.", "Each crew got 9 pies.", "other_result"),
        ("There are 31 oaks and 19 elms.", "There are 11 more oaks than elms.", "other_result"),
        ("Ada packed 46 maps and Bo packed 47 maps.", "95 maps were packed.", "other_result"),
        ("The yard had 86 masts and 24 masts came.", "The yard has 111 masts now.", "other_result"),
    ],
    "date": [
        ("The trial begins on 4 May 2031.", "The trial begins on 9 May 2031.", "other_date"),
        ("The quay was built in 1884.", "The quay was built in the 20th century.", "other_date"),
        ("The quay was built in 1540.", "The quay was built in the 12th century.", "other_date"),
        ("The quay was built in the 1880s.", "The quay was built in 1871.", "other_date"),
    ],
    "polarity": [
        ("The pilots did not strike.", "The pilots struck.", "denied_against_affirmed"),
        ("Nobody was turned away.", "Thirty pilots were turned away.", None),
        ("The pilots never saw the map.", "The pilots saw the map.", "denied_against_affirmed"),
        ("The pilots failed to open the hatch.", "The pilots opened the hatch.", "denied_against_affirmed"),
        ("The pilots landed without permission.", "The pilots landed with permission.", "denied_against_affirmed"),
    ],
    "effects": [
        ("The syrup had no effect on coughing.", "The syrup reduced coughing.", "denied_against_affirmed"),
        ("Doctors found no link between dust and fever.", "Dust causes fever.", "denied_against_affirmed"),
    ],
    "opposites": [
        ("The gate is open.", "The gate is closed.", "opposite_words"),
        ("Shelling of the fort ceased.", "Shelling of the fort continued.", "opposite_words"),
        ("The army repelled the attack on Pell.", "Pell fell to the rebels in the attack.", "opposite_words"),
        ("The mayor of Pell survived.", "The mayor of Pell was killed.", "opposite_words"),
        ("The bridge at Pell is intact.", "The bridge at Pell was destroyed.", "opposite_words"),
        ("The curfew in Pell has been lifted.", "The curfew in Pell is still in force.", "opposite_words"),
        ("The army has withdrawn from Pell.", "The army is still in Pell.", "opposite_words"),
        ("The hostages are unharmed.", "Two of the hostages are badly wounded.", "opposite_words"),
        ("All 22 sailors of the Heron were rescued.", "Four sailors of the Heron drowned.", "opposite_words"),
        ("The talks in Pell ended without agreement.", "Both signed an agreement at the talks in Pell.", None),
    ],
    "identity": [
        ("The spy was a Swiss national.", "The spy was a Peruvian national.", "other_identity"),
        ("The race was won by Jan Orr.", "The race was won by Ole Brandt.", "other_identity"),
    ],
    "quantifiers": [
        ("All crates were opened.", "None of the crates was opened.", None),
        ("Only soldiers were hit by the strike.", "Children were also hit by the strike.", "quantifier"),
        ("Only adults were held at the school.", "Several children were held at the school.", "quantifier"),
    ],
    "responsibility": [
        ("The Blue Front claimed the bombing in Pell.", "The Red Column claimed the bombing in Pell.", None),
        ("The Blue Front was behind the bombing.", "The Blue Front denied involvement in the bombing.", None),
    ],
    "naming": [
        ("Police blamed the Blue Front for the bombing.", "Police blamed the Red Column for the bombing.", None)
    ],
    "roles": [
        ("Soldiers attacked a rebel convoy.", "Rebels attacked a convoy of soldiers.", "roles_swapped"),
        ("The baker shot the miller.", "The miller shot the baker.", "roles_swapped"),
        ("The van was parked behind the truck.", "The truck was parked behind the van.", "roles_swapped"),
        ("Velun lies north of Dirrah.", "Dirrah lies north of Velun.", "roles_swapped"),
    ],
    "particulars": [
        ("Ada Orr (born 3 May 1941) is a Danish rower.", "Ada Orr was born in 1951.", "other_date"),
        ("Ada Orr (3 May 1941 – 9 June 1999) was a rower.", "Ada Orr died in 1989.", "other_date"),
        ("The Mast is a 1987 film about dockers.", "The Mast is a 1978 film.", "other_date"),
        ("The Mast is a 1987 film about dockers.", "The Mast was released in 1978.", "other_date"),
        ("The Mast is a film directed by Ada Orr.", "The Mast was directed by Ole Brandt.", "other_identity"),
        ("The Mast is a film directed by Ada Orr.", "Ole Brandt directed The Mast.", "other_identity"),
        ("Velun is the second largest port on the coast.", "Velun is the largest port.", "exclusive_words"),
    ],
    "holding": [("The army controls Fort Pell.", "Rebels are in control of Fort Pell.", "other_holder")],
    "doers": [
        ("Norvian rebels blew up the dam at Pell.", "The army blew up the dam at Pell.", None),
        ("The hospital in Pell was shelled by France.", "Spain shelled the hospital in Pell.", "other_responsible"),
    ],
    "undone": [
        ("The prisoners were exchanged on Friday.", "The exchange of prisoners on Friday was called off.", None),
        ("The raiders escaped from Fort Pell.", "An escape of the raiders from Fort Pell was foiled.", None),
    ],
    "debunking": [("A whale swam up the canal.", "Story of whale in canal is a hoax", "denied_against_affirmed")],
    "answering": [
        ("Dockworker Ana Brill will lead the union in Velun.", "Union in Velun picks Tom Hale, not Brill", None),
        ("A diver was stabbed at the pier in Velun.", "Police: no one stabbed at Velun pier", None),
        ("The painter Ana Brill has died in a crash.", "Ana Brill is very much alive, agent says", "opposite_words"),
    ],
}
"""Rule file -> pairs that cannot both hold, and the ground that is named (None: any)."""

LEFT_ALONE: dict[str, list[tuple[str, str]]] = {
    "numbers": [("At least nine people died in the fire.", "30 people died in the fire.")],
    "part_whole": [("Nine people died in the fire.", "Four children died in the fire.")],
    "figures_in_text": [
        ("The wall is about 3 metres high.", "The wall is 3.1 metres high."),
        ("Half of the crates were lost.", "52 percent of the crates were lost."),
        ("The firm earned $3 million in the first quarter.", "The firm earned $2 million in the second quarter."),
        ("The ship was among the first five to land.", "The ship was the third to land."),
        ("There are 31 oaks in the yard.", "There are 12 more oaks in the yard."),
    ],
    "arithmetic": [
        ("The crew landed 14 crates and 23 lamps.", "The crew landed 37 crates and lamps altogether."),
        ("Ada had 50 maps and gave Bo 18 maps.", "Ada has 32 maps left."),
        ("The cook shared 48 pies among 6 crews.", "Each crew got 8 pies."),
        ("Ada had 50 maps and gave Bo 18 maps.", "Cy has 30 maps left."),
        ("The crew landed 14 barrels and 23 crates.", "The crew landed 37 barrels and crates altogether."),
        ("Ada packed 46 maps and Bo packed 47 maps.", "93 maps were packed."),
        ("Ada packed 46 maps and Bo packed 47 maps.", "Ada packed 46 maps."),
        ("Ada packed 46 maps and Bo packed 47 maps.", "Five crates were packed."),
        ("About 50 maps came and 18 maps were lost.", "30 maps are left."),
    ],
    "date": [
        ("The trial begins in May 2031.", "The trial begins on 9 May 2031."),
        ("The quay was built in 1884.", "The quay was built in the nineteenth century."),
    ],
    "polarity": [
        ("The pilots did not fail to land.", "The pilots landed."),
        ("The pilots have not said why they landed.", "The pilots landed."),
        ("The pilots did not strike.", "The cooks struck."),
    ],
    "effects": [
        ("The syrup had no effect on coughing.", "The syrup reduced fever."),
        ("The syrup had no effect on coughing.", "The syrup did not reduce coughing."),
    ],
    "opposites": [
        ("The east gate is open.", "The west gate is closed."),
        ("The gate is not open.", "It is closed."),
        ("Gate 1 is open.", "Gate 2 is closed."),
    ],
    "identity": [("The spy was a Swiss national.", "The spy's driver was a Peruvian.")],
    "quantifiers": [("Some crates were opened.", "Not all crates were opened.")],
    "responsibility": [("The Blue Front claimed the bombing.", "The Blue Front was behind the bombing.")],
    "naming": [("The Blue Front condemned the bombing.", "The Red Column claimed the bombing.")],
    "roles": [
        ("Soldiers attacked a rebel convoy.", "A rebel convoy was attacked by soldiers."),
        ("The road runs through Velun and Dirrah.", "The road runs through Dirrah and Velun."),
        ("A docker greeted a pilot.", "A pilot greeted a docker."),
        (
            "The talks between Velun and the rebels of Dirrah failed.",
            "Talks between Dirrah and the rebels of Velun failed.",
        ),
    ],
    "particulars": [
        ("Ada Orr (born 3 May 1941) is a Danish rower.", "Ada Orr was born in the 1940s."),
        ("Ada Orr (born 3 May 1941) won the race in 1960.", "Ada Orr won a medal in 1964."),
        ("The Mast is a film directed by Ada Orr and Ole Brandt.", "The Mast was directed by Ole Brandt."),
        ("The Mast is a film written by Ada Orr.", "The Mast was praised by Ole Brandt."),
        ("Velun is the second largest port on the coast.", "Velun is one of the largest ports."),
    ],
    "holding": [("Rebels captured Fort Pell.", "The army recaptured Fort Pell.")],
    "doers": [
        ("Spain shelled the hospital in Pell.", "France rebuilt the hospital in Pell."),
        ("The army blew up the dam at Pell.", "The army's engineers blew up the dam at Pell."),
    ],
    "undone": [
        ("The prisoners were exchanged on Friday.", "The race for prisoners was called off."),
        ("The exchange was called off.", "The exchange of prisoners was cancelled."),
    ],
    "debunking": [("A whale swam up the canal.", "Is the whale in the canal a hoax?")],
    "answering": [
        ("A diver was stabbed at the pier in Velun.", "Velun police will not comment on stabbed diver"),
        ("A diver was stabbed at the pier in Velun.", "Velun diver not charged with theft"),
        ("The painter Ana Brill has died.", "Ana Brill dead, her son alive"),
    ],
    "subject": [("A man is rowing.", "A woman is swimming."), ("Protests went on in Pell.", "Protests ended in Marn.")],
    "update": [("The toll is 31.", "The toll has risen to 40.")],
}
"""Rule file -> pairs that can both hold."""


def test_every_rule_has_its_own_cases() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == FOUND.keys() | LEFT_ALONE.keys()


@pytest.mark.parametrize(("a", "b", "code"), [case for cases in FOUND.values() for case in cases])
def test_a_rule_finds_what_cannot_both_hold(a: str, b: str, code: str | None) -> None:
    for one, other in ((a, b), (b, a)):
        finding = compare(one, other)
        assert finding.relation is Relation.CONTRADICTS
        assert code in (None, finding.reasons[0].code)


@pytest.mark.parametrize(("a", "b"), [case for cases in LEFT_ALONE.values() for case in cases])
def test_a_rule_leaves_alone_what_can_both_hold(a: str, b: str) -> None:
    for one, other in ((a, b), (b, a)):
        source = "One desk"
        assert compare(one, other, source_a=source, source_b=source).relation is not Relation.CONTRADICTS


def killed(count: int, **fields: object) -> Assertion:
    given = {"quote": f"{count} were killed", "source": f"source {count}", "measure": "killed"} | fields
    return Assertion.model_validate(given | {"quantity": {"value": count, "low": count, "high": count}})


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ({"incident": "fire, Pell"}, {"incident": "flood, Marn"}, ReasonCode.OTHER_EVENT),
        ({"place": "Pell"}, {"place": "Marn"}, ReasonCode.OTHER_PLACE),
        ({"population": "police"}, {"population": "soldiers"}, ReasonCode.OTHER_POPULATION),
        ({}, {"measure": "wounded"}, ReasonCode.OTHER_MEASURE),
        ({"cumulative": True}, {}, ReasonCode.CUMULATIVE_AGAINST_EVENT),
        (
            {"cumulative": True, "event_time": {"start": "2019-01-01", "end": "2019-12-31"}},
            {"cumulative": True, "event_time": {"start": "2021-01-01", "end": "2021-12-31"}},
            ReasonCode.OTHER_PERIOD,
        ),
    ],
)
def test_what_cannot_be_compared_says_what_differs(
    a: dict[str, object], b: dict[str, object], code: ReasonCode
) -> None:
    finding = judge(killed(4, **a), killed(9, **b))
    assert (finding.relation, finding.reasons[0].code) == (Relation.UNRELATED, code)


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ("The earthquake killed four people.", "The shipwreck killed nine people.", ReasonCode.OTHER_EVENT),
        ("Four people were killed in Pell.", "Nine people were killed in Marn.", ReasonCode.OTHER_PLACE),
        ("Four nurses were killed.", "Nine soldiers were killed.", ReasonCode.OTHER_POPULATION),
        ("Four people were killed.", "Nine people were displaced.", ReasonCode.OTHER_MEASURE),
        ("Four people were killed on Monday.", "Nine people were killed on Friday.", ReasonCode.OTHER_PERIOD),
    ],
)
def test_texts_that_cannot_be_compared_say_what_differs(a: str, b: str, code: ReasonCode) -> None:
    finding = compare(a, b)
    assert (finding.relation, finding.reasons[0].code) == (Relation.UNRELATED, code)
