"""From a text to the claims an analyst would write down."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.model.claim import Polarity, ProposedClaim
from tracker.model.period import Period
from tracker.reading.claims import read, statements

PUBLISHED = "2021-06-18"


def one(text: str, **options: str) -> ProposedClaim:
    (found,) = read(text, published=PUBLISHED, **options)
    return found


def counted(text: str) -> list[tuple[str | None, float | None, float | None, str | None]]:
    return [(claim.measure, claim.low, claim.high, claim.population) for claim in read(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "measure", "low", "high", "population"),
    [
        ("Police said the blast killed 12 people.", "killed", 12, 12, "everyone"),
        ("Police said 12 miners were killed.", "killed", 12, 12, "staff"),
        ("Police said at least 12 farmers died.", "killed", 12, None, "civilians"),
        (
            "Police said there were no fatalities among guards and office staff.",
            "killed",
            0,
            0,
            "security forces and staff",
        ),
        ("Police said 30 people had been wounded.", "wounded", 30, 30, "everyone"),
        ("The toll has risen to 41, police said.", "killed", 41, 41, "everyone"),
        ("The army said it had arrested nine Turkish nationals.", "detained", 9, 9, "Turkish nationals"),
        ("The agency said over 5,000 people had been displaced.", "displaced", 5000, None, "everyone"),
        (
            "The general said fewer than 300 Front fighters remain in the valley.",
            "fighters",
            None,
            300,
            "Front militants",
        ),
        ("Rebels say they captured 40% of the town.", "territory", 40, 40, None),
        ("The bank said repairs would cost $3 billion.", "cost", 3e9, 3e9, None),
        ("The army said the raid killed four US service members.", "killed", 4, 4, "US soldiers"),
        ("Turnout was 61 percent, the commission said.", "turnout", 61, 61, None),
        ("The monitor said the strikes left no civilians harmed.", "casualties", 0, 0, "civilians"),
        ("The army said it shot down 17 of 20 drones.", "vehicles", 17, 17, None),
        ("The chief said 11 of the dead were policemen.", "killed", 11, 11, "police"),
    ],
)
def test_a_figure_is_read_with_measure_interval_and_population(
    text: str, measure: str, low: float | None, high: float | None, population: str | None
) -> None:
    claim = one(text)
    assert (claim.measure, claim.low, claim.high, claim.population) == (measure, low, high, population)


def test_killed_and_wounded_are_two_claims() -> None:
    assert counted("Medics said the fire killed four people and wounded 22.") == [
        ("killed", 4, 4, "everyone"),
        ("wounded", 22, 22, "everyone"),
    ]


def test_a_part_is_linked_to_its_whole() -> None:
    whole, part = read("The Front claims that 31 people were killed, including nine policemen.")
    assert (whole.low, part.low, part.population, part.part_of) == (31, 9, "police", 0)
    whole, part = read("The Front says 31 people were killed, nine of them policemen.")
    assert (part.measure, part.population, part.part_of) == ("killed", "police", 0)


def test_parts_between_commas_do_not_hide_what_happened_to_the_whole() -> None:
    text = "Between six and eight villagers, including two women and three children, were killed, medics said."
    assert counted(text) == [
        ("killed", 6, 8, "civilians"),
        ("killed", 2, 2, "women"),
        ("killed", 3, 3, "children"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Medics said Omar Said, 34, died.",
        "Medics said Hana (7) was killed with her brother Sami (12).",
        "Medics said Amal, aged 31, was killed.",
        "The quake, of magnitude 6.3, killed nobody we know of.",
        "The four hour battle ended after ten months.",
    ],
)
def test_ages_magnitudes_and_durations_are_not_tolls(text: str) -> None:
    figures = [claim for claim in read(text) if claim.quantity is not None and not claim.quantity.is_zero]
    assert [claim for claim in figures if claim.measure != "duration"] == []


def test_the_narrator_speaks_for_the_publisher() -> None:
    assert one("The attack on the depot killed 12 people.", publisher="Daily Post").source == "Daily Post"
    assert one("The attack on the depot killed 12 people.").source == "the report"


def test_a_chain_leads_from_the_speaker_to_the_outlet() -> None:
    claim = one("The army said 12 people were killed.", publisher="Daily Post")
    assert [(link.name, link.verb) for link in claim.chain] == [("army", "said"), ("Daily Post", None)]


def test_responsibility_is_its_own_measure() -> None:
    claim = one("The Red Front claimed responsibility for the bombing of a bus in Herat.")
    assert (claim.source, claim.measure, claim.place) == ("Red Front", "responsibility", "Herat")


def test_an_attributed_event_without_a_figure_has_a_predicate() -> None:
    claim = one("Villagers say that gunfire continued after dawn.")
    assert claim.measure == "event"
    assert claim.predicate is not None
    assert (claim.predicate.subject, claim.predicate.verb) == ("gunfire", "continue")


def test_a_denied_figure_is_denied_and_a_denied_any_is_zero() -> None:
    assert one("The army denied that 40 soldiers were killed.").polarity is Polarity.DENIED
    zero = one("The army denied that any soldiers were killed.")
    assert (zero.low, zero.high, zero.polarity) == (0, 0, Polarity.AFFIRMED)


def test_reports_called_false_are_denied() -> None:
    claim = one("Reports that 26 miners died are false.", publisher="Ministry of Mines")
    assert (claim.source, claim.polarity) == ("Ministry of Mines", Polarity.DENIED)


@pytest.mark.parametrize(
    "text",
    [
        "The government is unlikely to prevail.",
        "If the dam breaks, thousands could die.",
        "The city will probably fall within weeks.",
        "A truce is an agreement to stop fighting.",
        "Embassies are high-profile targets.",
        "",
        "   \n\n  ",
    ],
)
def test_opinions_predictions_and_definitions_are_not_proposed(text: str) -> None:
    assert read(text) == []


def test_hedges_are_kept_and_lower_the_score() -> None:
    sure, unsure = one("Police said 12 people were killed."), one("Police said 12 people were reportedly killed.")
    assert unsure.hedged
    assert not sure.hedged
    assert unsure.score < sure.score


def test_a_figure_over_a_year_is_cumulative_and_has_no_incident() -> None:
    claim = one("Police said 300 people have been killed in attacks this year.")
    assert claim.cumulative
    assert claim.incident is None


def test_the_time_of_a_toll_is_kept_apart_from_the_time_of_the_event() -> None:
    text = "The flood in Sylhet on 3 June killed dozens. By Thursday the toll stood at 48, officials said."
    last = read(text, published=PUBLISHED)[-1]
    assert str(last.as_of) == "2021-06-17"
    assert str(last.event_time) == "2021-06-03"


def test_the_day_of_the_saying_is_not_the_day_of_the_event() -> None:
    claim = one("The army said on Monday that 12 people were killed in a raid on 2 June.")
    assert str(claim.event_time) == "2021-06-02"


def test_the_city_stands_for_the_city_named_before() -> None:
    claim = one("The front runs through Mosul. The general said 300 fighters remain in the city.")
    assert claim.place == "Mosul"


def test_statements_return_every_assertion_of_a_bare_text() -> None:
    found = statements("IS says 27 people were killed, seven of them policemen")
    assert [(claim.source, claim.low, claim.population, claim.part_of) for claim in found] == [
        ("IS", 27, "everyone", None),
        ("IS", 7, "police", 0),
    ]


def test_a_statement_without_a_named_source_is_by_the_source_given() -> None:
    (claim,) = statements("No children were hurt", source="Elders")
    assert (claim.source, claim.measure, claim.low, claim.population) == ("Elders", "wounded", 0, "children")


def test_a_denied_statement_negates_what_is_denied() -> None:
    (claim,) = statements("The army denied shelling the school")
    assert claim.polarity is Polarity.DENIED
    assert claim.predicate is not None
    assert (claim.predicate.verb, claim.predicate.object, claim.predicate.negated) == ("shell", "school", True)


@pytest.mark.parametrize("text", ["hello", "¿Qué pasó?", "爆発で12人死亡", "…", "42", "قُتل 12 شخصا"])
def test_any_text_makes_at_least_one_statement(text: str) -> None:
    assert statements(text)


def test_published_may_be_a_date_a_time_or_iso_text() -> None:
    text = "Police said 12 people were killed yesterday."
    days = [
        read(text, published=published)[0].event_time
        for published in (dt.date(2021, 6, 18), dt.datetime(2021, 6, 18, 9, tzinfo=dt.UTC), "2021-06-18")
    ]
    assert len(set(days)) == 1
    assert str(days[0]) == "2021-06-17"


def test_an_unreadable_publication_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not a date"):
        read("Police said 12 people were killed.", published="next week")


def test_the_month_of_may_hedges_nothing() -> None:
    claim = one("Police said 12 people were killed on 14 May.")
    assert not claim.hedged
    assert claim.score > one("Police said 12 people may have been killed on 14 May.").score


def test_a_counted_verb_is_a_measure_of_its_own() -> None:
    claim = one("The union said at least 85 observers were turned away.")
    assert (claim.measure, claim.low, claim.population) == ("turned away", 85, "observers")


def test_nobody_killed_or_wounded_is_two_zeros() -> None:
    assert counted("Police said no miner was killed or wounded.") == [
        ("killed", 0, 0, "staff"),
        ("wounded", 0, 0, "staff"),
    ]


def test_what_one_source_said_ends_where_the_relay_is_named() -> None:
    text = "The army said that 12 people were killed, Meridian Wire reported."
    claims = read(text)
    assert [(claim.source, claim.low) for claim in claims] == [("army", 12)]
    assert [link.name for link in claims[0].chain] == ["army", "Meridian Wire", "the report"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("Police said the siege lasted six hours.", 6), ("Police said the fighting ended after four hours.", 4)],
)
def test_how_long_something_took_is_a_duration_with_its_unit(text: str, hours: float) -> None:
    claim = one(text)
    assert (claim.measure, claim.low, claim.unit) == ("duration", hours, "hour")


def test_more_hours_are_no_whole_duration() -> None:
    assert "duration" not in [claim.measure for claim in read("Police said firing went on for two more hours.")]


def test_who_one_of_many_was_is_no_count() -> None:
    (claim,) = [
        claim
        for claim in read(
            "The attack on the port was beaten off. Police said one of the raiders was a Kenyan national."
        )
        if "Kenyan" in claim.quote
    ]
    assert claim.quantity is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Police said the Northern Front was behind the attack.", "northern front"),
        ("Police said the attack was carried out by the Northern Front.", "northern front"),
        ("The ministry blamed the Northern Front for the bombing of the market.", "northern front"),
    ],
)
def test_who_is_named_for_an_attack_is_the_subject_of_the_claim(text: str, party: str) -> None:
    claim = one(text)
    assert claim.measure == "responsibility"
    assert claim.predicate is not None
    assert claim.predicate.subject == party


def test_a_group_that_claims_an_attack_is_its_own_party() -> None:
    claim = one("The Northern Front claimed responsibility for the attack on the market.")
    assert (claim.measure, claim.predicate) == ("responsibility", None)


def test_fighters_who_attack_are_attackers() -> None:
    claim = one("Police said two fighters attacked the barracks.")
    assert (claim.measure, claim.population) == ("attackers", "attackers")


def test_all_of_them_tells_how_many_there_were() -> None:
    assert counted("Police said all four attackers were killed.") == [
        ("killed", 4, 4, "attackers"),
        ("attackers", 4, 4, "attackers"),
    ]


def test_what_another_declared_only_says_when() -> None:
    claim = one("Residents said gunfire continued after the army declared the town secure.")
    assert claim.quote == "Residents said gunfire continued after the army declared the town secure"
    assert claim.source == "Residents"


@pytest.mark.parametrize("owner", ["Our partner clinics", "We", "Our teams"])
def test_our_people_speak_for_the_publisher(owner: str) -> None:
    claim = one(f"{owner} report that nine people were killed in the flood.", publisher="Lake Relief")
    assert claim.source == "Lake Relief"


def test_we_in_a_quotation_is_the_one_who_is_quoted() -> None:
    claim = one('Doctor Lund said: "We believe that nine people died."', publisher="Lake Relief")
    assert claim.source == "Doctor Lund"


@pytest.mark.parametrize(
    "text", ["The insurer puts the cost of the storm at $70 million.", "The insurer put the damage at $70 million."]
)
def test_who_puts_a_figure_at_something_is_its_source(text: str) -> None:
    assert one(text).source == "insurer"


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The fire claimed 19 lives, the mayor said.", 19),
        ("The storm claimed no lives, the mayor said.", 0),
        ("The mayor said the fire left 19 people dead.", 19),
        ("The mayor said 19 people burned to death.", 19),
    ],
)
def test_lives_claimed_and_people_left_dead_are_killed(text: str, killed: float) -> None:
    claim = one(text)
    assert (claim.source, claim.measure, claim.low, claim.population) == ("mayor", "killed", killed, "everyone")


def test_others_after_a_whole_are_everyone() -> None:
    assert counted("Police said 27 people were killed and 40 others wounded.")[1] == ("wounded", 40, 40, "everyone")


def test_a_body_named_shortly_is_the_one_named_in_full() -> None:
    text = "The Defence Ministry of Maraland said nine soldiers died. The defence ministry said four were wounded."
    assert {claim.source for claim in read(text)} == {"Defence Ministry of Maraland"}


def test_a_plan_with_a_day_can_be_checked() -> None:
    (claim,) = read("A court ruled that the board must publish the result on 18 May.", published="2021-05-01")
    assert (claim.source, claim.event_time) == ("court", Period.day(dt.date(2021, 5, 18)))


def test_a_relative_clause_does_not_hold_the_main_statement() -> None:
    (claim,) = read("Police said the man who attacked the embassy was arrested on Monday.", published=PUBLISHED)
    assert claim.predicate is not None
    assert claim.predicate.verb == "arrest"


@pytest.mark.parametrize(
    "text",
    [
        "Elders said that no aid had reached four villages.",
        "The agency said it reached 3,000 displaced families.",
    ],
)
def test_places_and_people_who_are_reached_are_no_losses(text: str) -> None:
    assert {claim.measure for claim in read(text)}.isdisjoint({"buildings", "displaced", "killed"})


def test_the_surname_of_a_person_in_the_text_is_no_place() -> None:
    text = "President Idris Maran won with 53 percent of the vote, officials said. Maran first won in 2011."
    assert {claim.place for claim in read(text)} <= {None}


def test_several_people_of_hers_are_not_one_person() -> None:
    assert [claim.low for claim in read("The mayor said that 35 of her townspeople were killed.")] == [35]
