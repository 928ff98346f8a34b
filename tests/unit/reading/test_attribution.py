"""Who says what, by which word."""

from __future__ import annotations

import pytest

from tracker.reading.attribution import attributions
from tracker.reading.claims import read


def sayings(text: str) -> list[tuple[str, str, str]]:
    return [(found.source, found.cue, found.content) for found in attributions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said that two soldiers died.", ("army", "said", "two soldiers died")),
        ("The army says two soldiers died.", ("army", "says", "two soldiers died")),
        ("Two soldiers died, the army said.", ("army", "said", "Two soldiers died")),
        ("Two soldiers died, the army said on Monday.", ("army", "said", "Two soldiers died")),
        ("According to the mayor, the dam held.", ("mayor", "According to", "the dam held")),
        ("The dam held, according to the mayor.", ("mayor", "according to", "The dam held")),
        ("“The dam held,” said Mayor Lena Ort.", ("Mayor Lena Ort", "said", "“The dam held,”")),
        ('Lena Ort said: "The dam held."', ("Lena Ort", "said", '"The dam held."')),
        ("Lena Ort, the mayor, said the dam held.", ("Lena Ort", "said", "the dam held")),
        ("The Front, however, claims that it left.", ("Front", "claims", "it left")),
        ("Lena Ort told Reuters that the dam held.", ("Lena Ort", "told", "the dam held")),
        ("Lena Ort told reporters on Friday the dam held.", ("Lena Ort", "told", "the dam held")),
        ("The general was quoted as saying the dam held.", ("general", "quoted", "the dam held")),
        ("It was reported by the mayor that the dam held.", ("mayor", "reported", "the dam held")),
        ("The rebels claim to have taken the mine.", ("rebels", "claim", "to have taken the mine")),
        ("The ministry reported 13 deaths.", ("ministry", "reported", "13 deaths")),
        ("Her rival, Jan Petri, said the vote was fair.", ("Jan Petri", "said", "the vote was fair")),
        ("WHO says the wells are clean.", ("WHO", "says", "the wells are clean")),
        ("IS says the town fell.", ("IS", "says", "the town fell")),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: tuple[str, str, str]) -> None:
    assert sayings(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The report was long.",
        "Asylum claims rose in May.",
        "He documents the ruins.",
        "The reported attack did not happen.",
        "The well known singer left.",
        "The committee announced the winner.",
        "They denied the allegations.",
        "She held a ceremony.",
        "",
    ],
)
def test_nouns_and_mere_objects_are_not_sayings(text: str) -> None:
    assert sayings(text) == []


def test_a_denial_keeps_what_is_denied() -> None:
    (found,) = attributions("The army denied shelling the school.")
    assert found.denied
    assert found.content == "shelling the school"


def test_suspicion_is_hedged() -> None:
    (found,) = attributions("Officials suspect that the pilot escaped.")
    assert found.hedged


def test_the_content_ends_where_another_source_speaks() -> None:
    text = "The mayor said the dam held, while villagers said it broke."
    assert sayings(text) == [("mayor", "said", "the dam held"), ("villagers", "said", "it broke")]


def test_two_verbs_share_their_subject() -> None:
    text = "The mayor said the dam held and added that the road was open."
    assert [source for source, _, _ in sayings(text)] == ["mayor", "mayor"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Coal Miners Union (CMU) struck in May. CMU said pay was low.", "Coal Miners Union"),
        ("Governor Lena Ort came on Monday. She said the dam held.", "Governor Lena Ort"),
        ("The Red Front fought on. The group said it had won.", "Red Front"),
        ("U.S. forces in Herat said they left.", "U.S. forces"),
    ],
)
def test_short_names_pronouns_and_descriptions_are_resolved(text: str, source: str) -> None:
    assert attributions(text)[-1].source == source


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    text = '"The dam held through the night," Lena Ort said. "We will repair it before the next winter comes."'
    assert [source for source, _, _ in sayings(text)] == ["Lena Ort", "Lena Ort"]


def test_spans_quote_the_text() -> None:
    text = "  “The dam held,” Ms. Ort said on 3 May; villagers denied it had. "
    for found in attributions(text):
        assert text[slice(*found.content_span)] == found.content
        assert found.cue_span is not None
        assert text[slice(*found.cue_span)] == found.cue


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The page River Street News put the death toll at ten.", "page River Street News", "the death toll at ten"),
        ("On 23 January the mayor raised the toll to 18.", "mayor", "the toll to 18"),
        ("Health officials gave the number of wounded as 27.", "Health officials", "the number of wounded as 27"),
        ("Its director in Hasrin, Mira Obeid, spoke of 23 dead.", "Mira Obeid", "23 dead"),
        ("Another survivor, Sami D., 24, also counted four bodies.", "Sami D", "four bodies"),
        ("Coast guard: one dead.", "Coast guard", "one dead"),
        ("By the count of the Red Crescent, 14 were hurt.", "Red Crescent", ", 14 were hurt"),
        ("The governor of South Vell, Theo Bahat, said 64 were rescued.", "Theo Bahat", "64 were rescued"),
        (
            "None of the guards died, Colonel Tarr told reporters in Oum, and the road was open.",
            "Colonel Tarr",
            "None of the guards died",
        ),
        ("Ten people died, police said on Monday, as rescuers dug on.", "police", "Ten people died"),
    ],
)
def test_who_gives_a_figure_is_its_source(text: str, source: str, content: str) -> None:
    found = attributions(text)[0]
    assert found.source == source
    assert found.content.startswith(content.lstrip(", "))


@pytest.mark.parametrize("text", ["The strike raised the toll to 18.", "The museum set the table at noon for ten."])
def test_a_mere_event_gives_no_figure(text: str) -> None:
    assert attributions(text) == []


def test_whom_an_agency_cites_is_the_first_link_of_the_chain() -> None:
    (claim,) = read("The state agency, quoting a military source, said that nine soldiers were killed near Oum.")
    assert claim.source == "military source"
    assert [link.name for link in claim.chain][:2] == ["military source", "state agency"]


def test_who_disputes_figures_and_says_another_affirms_his_own() -> None:
    found = attributions("The mayor, Ilse Brandt, disputes the figures of the office and says that 35 people are dead.")
    assert [(a.source, a.denied) for a in found if "35" in a.content] == [("Ilse Brandt", False)]


def test_a_zero_behind_according_to_is_no_part_of_the_name() -> None:
    assert sayings("According to the ministry no helicopter was lost.") == [
        ("ministry", "According to", "no helicopter was lost")
    ]
