"""Several things said in one sentence, and who says them."""

from __future__ import annotations

import pytest

import tracker


def _claims(text: str) -> list[tuple[str, str | None, float | None]]:
    return [(claim.source, claim.measure, claim.low) for claim in tracker.read(text, published="2020-03-04")]


def test_a_charge_and_a_toll_joined_by_and_are_two_claims() -> None:
    found = _claims("The channel said that the Red Column had carried out the raid and that 47 civilians died.")
    assert ("channel", "killed", 47.0) in found
    assert ("channel", "responsibility", None) in found


def test_the_quote_of_a_joined_clause_leaves_out_the_other() -> None:
    text = "A spokesman said the planes had struck a launcher near Torbin and that no civilians were killed."
    quotes = [claim.quote for claim in tracker.read(text) if claim.quantity is None]
    assert quotes == ["A spokesman said the planes had struck a launcher near Torbin"]


def test_a_claim_of_another_group_that_is_rejected_stays_its_own() -> None:
    text = "The army rejected a claim by the Red Column that its men had killed 60 soldiers, and said that two died."
    assert [(claim.source, claim.low) for claim in tracker.read(text)] == [("Red Column", 60.0), ("army", 2.0)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The report by the broadcaster Radio Two, which said that nine men died, is wrong.", "broadcaster Radio Two"),
        ("Residents reached by telephone said nine men died.", "Residents reached by telephone"),
        ("A spokesman for the army, Colonel Anan al-Hadi, said nine men died.", "Colonel Anan al-Hadi"),
        ("The army on Monday said nine men died.", "army"),
    ],
)
def test_the_source_is_who_asserts_it(text: str, source: str) -> None:
    assert [saying.source for saying in tracker.attributions(text)] == [source]


def test_he_is_the_spokesman_of_a_group() -> None:
    text = "A spokesman for the rebels claimed that two trucks were destroyed. He denied that any fighters had died."
    claims = tracker.read(text)
    assert [(claim.source, claim.measure, claim.low, claim.population) for claim in claims[1:]] == [
        ("spokesman for the rebels", "killed", 0.0, "militants")
    ]


@pytest.mark.parametrize(
    ("text", "measure", "population"),
    [
        ("They have taken 11 soldiers prisoner, the group said.", "detained", "soldiers"),
        ("Our men have liberated nine villages, the group said.", "territory", None),
        ("Among the dead are three policemen, the group said.", "killed", "police"),
        ("The attackers left nine bodies behind, the governor said.", "killed", "attackers"),
        ("Six bodies of soldiers were found, the governor said.", "killed", "soldiers"),
        ("He put the number of dead rebels at 80, the agency said.", "killed", "militants"),
        ("The army had lost two soldiers there, the agency said.", "killed", "soldiers"),
    ],
)
def test_a_figure_counts_whom_its_verb_or_its_head_tells(text: str, measure: str, population: str | None) -> None:
    assert (measure, population) in [(claim.measure, claim.population) for claim in tracker.read(text)]


def test_a_bare_figure_counts_those_of_the_verb_before() -> None:
    found = tracker.read("The army said shelling hit its post, killing two soldiers and wounding three.")
    assert [(claim.measure, claim.population) for claim in found] == [("killed", "soldiers"), ("wounded", "soldiers")]


@pytest.mark.parametrize(
    "text",
    ["The bridge is under our full control.", "The road to Torbin remained closed.", "The base is still in our hands."],
)
def test_who_holds_a_place_and_whether_a_road_is_open_is_proposed(text: str) -> None:
    assert [claim.source for claim in tracker.read(f'The army said: "{text}"')] == ["army"]


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("Baku handed over 17 servicemen, the ministry said.", "rescued", 17.0, 17.0),
        ("In the battle 38 soldiers were killed, along with 17 rebels, the monitor said.", "killed", 17.0, 17.0),
        ("The siege has lasted more than three years, the mayor said.", "duration", 3.0, None),
    ],
)
def test_a_figure_behind_over_or_along_with_is_read(text: str, measure: str, low: float, high: float | None) -> None:
    assert (measure, low, high) in [(claim.measure, claim.low, claim.high) for claim in tracker.read(text)]


def test_a_quotation_before_was_quoted_as_saying_belongs_to_its_speaker() -> None:
    text = '"Our side has not broken the truce," Jan Hordo was quoted as saying by the state agency.'
    assert [(saying.source, saying.content) for saying in tracker.attributions(text)] == [
        ("Jan Hordo", '"Our side has not broken the truce,"')
    ]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The agency, quoting an unnamed medic, reported that nine men died.", ["unnamed medic"]),
        ("Colonel Mboya's statement that 120 men were killed is false.", ["Colonel Mboya"]),
        ("A teacher who gave his name as Abu Karim said nine men died.", ["Abu Karim"]),
        ("One resident, a teacher who gave his name as Abu Karim, said nine men died.", ["Abu Karim"]),
        ("The commander, known as Jaal, told the station by phone that nine men died.", ["Jaal"]),
        ("A spokesman for the ministry in Oslo, Jan Hordo, gave a toll, saying nine men died.", ["Jan Hordo"]),
        ("Contrary to what the minister declared on the radio, nine men died.", ["the report"]),
    ],
)
def test_the_last_of_a_chain_is_the_source(text: str, sources: list[str]) -> None:
    assert [claim.source for claim in tracker.read(text) if claim.quantity] == sources


def test_a_relay_stands_in_the_chain() -> None:
    claim = tracker.read("The agency, quoting an unnamed medic, reported that nine men died.")[0]
    assert [link.name for link in claim.chain[:2]] == ["unnamed medic", "agency"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied it had targeted the town.",
        "The front rejects the accusation that it recruits minors.",
        "The council denies any contact with the government.",
    ],
)
def test_what_is_denied_is_proposed_as_denied(text: str) -> None:
    assert [str(claim.polarity) for claim in tracker.read(text)] == ["denied"]


@pytest.mark.parametrize(
    ("text", "measure", "low"),
    [
        ("Two journalists arrested on 20 November were released the next day, the group said.", "rescued", 2.0),
        ("Guards shot dead 18 migrants, the channel said.", "killed", 18.0),
    ],
)
def test_the_main_verb_tells_the_measure(text: str, measure: str, low: float) -> None:
    assert (measure, low) in [(claim.measure, claim.low) for claim in tracker.read(text)]


def test_a_place_in_a_compound_is_not_where_it_happened() -> None:
    found = tracker.read("Seven men were killed in Torbin, the Moscow-installed mayor said.")
    assert [claim.place for claim in found] == ["Torbin"]


def test_a_rejected_report_is_denied_where_no_other_names_its_author() -> None:
    text = "The command rejects reports in the media that soldiers crossed the border near Torbin."
    assert [(claim.source, str(claim.polarity)) for claim in tracker.read(text)] == [("command", "denied")]


def test_each_of_a_list_is_counted_as_the_last_is() -> None:
    found = tracker.read("He said 847 rebels, 163 soldiers and 47 civilians had been killed.")
    assert [(claim.measure, claim.low) for claim in found] == [("killed", 847.0), ("killed", 163.0), ("killed", 47.0)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The governor blamed bandits and closed the schools.", "bandit"),
        ("He denied that they were involved and blamed a government militia.", "government militia"),
    ],
)
def test_a_plain_noun_can_be_blamed(text: str, party: str) -> None:
    claims = [claim for claim in tracker.read(text) if claim.measure == "responsibility"]
    assert [claim.predicate and claim.predicate.subject for claim in claims] == [party]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has claimed the attack.",
        "The army confirmed the raid but gave a different version.",
        '"These numbers are a fantasy," the general told reporters.',
        "The blast went off as they queued.",
    ],
)
def test_what_nobody_would_check_is_not_proposed(text: str) -> None:
    assert [claim.quote for claim in tracker.read(text) if claim.measure != "responsibility"] == []


def test_she_is_the_one_named_in_this_paragraph_before_the_speaker_of_the_last() -> None:
    text = "Jan Hordo said that nine men died.\n\nThe chair, Irina Cosa, was angry. She said that two men died."
    assert [claim.source for claim in tracker.read(text)] == ["Jan Hordo", "Irina Cosa"]


def test_he_in_a_new_paragraph_is_the_speaker_of_the_last() -> None:
    text = 'Jan Hordo said that nine men died.\n\n"We also lost two soldiers," he told reporters.'
    assert [claim.source for claim in tracker.read(text)] == ["Jan Hordo", "Jan Hordo"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At least nine villagers were killed when gunmen raided Mopra in the north, an official said.", "Mopra"),
        ("They intercepted eight drones at the Ras Amir oil terminal, the army said.", "Ras Amir"),
        ("The army said it had cleared the last rebels from the market of Marawan.", "Marawan"),
    ],
)
def test_the_object_of_a_raid_or_the_name_of_a_facility_is_the_place(text: str, place: str) -> None:
    assert [claim.place for claim in tracker.read(text)] == [place]
