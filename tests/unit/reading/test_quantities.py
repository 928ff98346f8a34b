"""Numbers as intervals."""

from __future__ import annotations

import pytest

from tracker.model.quantity import Quantity
from tracker.reading.quantities import quantities

Expected = tuple[float | None, float | None, float | None]


def intervals(text: str) -> list[Expected]:
    return [(found.value, found.low, found.high) for found in quantities(text)]


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("27 people", 27),
        ("twenty-seven people", 27),
        ("1,250 homes", 1250),
        ("20 000 refugees", 20000),
        ("1.5 million refugees", 1.5e6),
        ("3.2m people", 3.2e6),
        ("two and a half thousand tents", 2500),
        ("five million and a half voters", 5.5e6),
        ("half a million voters", 5e5),
        ("a dozen rockets", 12),
        ("three dozen rockets", 36),
        ("two hundred and twelve ballots", 212),
        ("3 hundred and 21 ballots", 321),
        ("two lakh tents", 2e5),
        ("a quarter of the city", 0.25),
        ("three-quarters of the city", 0.75),
        ("forty-five (45) days", 45),
        ("a couple of trucks", 2),
        ("minus 14 degrees", -14),
        ("14 degrees below zero", -14),
        ("two out of every nine houses", 2 / 9),
        ("7 out of 10 voters", 0.7),
        ("one over seven", 1 / 7),
        ("3.1x10-4 grams", 3.1e-4),
        ("10⁶ cells", 1e6),
        ("two hundred and three dozen eggs", 236),
        ("four thousand, three hundred and six seats", 4306),
        ("six thousand millions", 6e9),
        ("half an hour", 0.5),
        ("an hour and a half", 1.5),
    ],
)
def test_a_single_figure_has_that_value(text: str, value: float) -> None:
    found = only(text)
    assert found.value == pytest.approx(value)
    assert found.low == found.high == found.value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 90 fighters", 90, None),
        ("no fewer than 17 trucks", 17, None),
        ("40 or more rockets", 40, None),
        ("more than a hundred rockets", 100, None),
        ("upwards of 60 rockets", 60, None),
        ("up to 20 boats", None, 20),
        ("as many as 30 boats", None, 30),
        ("fewer than 1,000 fighters", None, 1000),
        ("the army did not lose more than 30 men", None, 30),
        ("12 at most", None, 12),
        ("between 24 and 31 miners", 24, 31),
        ("from 24 to 31 miners", 24, 31),
        ("24-31 miners", 24, 31),
        ("two or three miners", 2, 3),
        ("$4-6 billion", 4e9, 6e9),
        ("more than 10 and fewer than 20 boats", 10, 20),
        ("dozens of boats", 24, 99),
        ("several boats", 3, 9),
        ("tens of thousands of voters", 10000, 99999),
        ("hundreds of voters", 100, 999),
    ],
)
def test_bounds_ranges_and_vague_counts_are_intervals_without_a_value(
    text: str, low: float | None, high: float | None
) -> None:
    found = only(text)
    assert (found.value, found.low, found.high) == (None, low, high)


def test_over_and_under_exclude_the_figure_itself() -> None:
    assert only("over 90 boats").low_open
    assert only("under 90 boats").high_open
    assert not only("at least 90 boats").low_open


def test_about_keeps_the_value_and_is_approximate() -> None:
    found = only("about 40 boats")
    assert (found.value, found.approximate) == (40, True)


@pytest.mark.parametrize(
    "text",
    [
        "no casualties",
        "not a single soldier",
        "nobody was hurt",
        "there were no reported injuries",
        "it did not cause any deaths",
        "the army denied that any officers died",
    ],
)
def test_an_explicit_zero_is_zero(text: str) -> None:
    assert only(text).is_zero


@pytest.mark.parametrize(
    "text",
    [
        "on 14 March 2019",
        "in 2016",
        "since May 2016",
        "at 5:30 pm",
        "at 0430 GMT",
        "an AK-47 and a Su-25",
        "flight MH17",
        "Resolution 2401",
        "Flight 370",
        "see www.example.org/12/34",
        "call +44 20 7946 0018",
        "no longer safe",
        "this one was safe",
        "the twenty-fifth of them",
        "12.04.2021",
        "call 0700 123 4567",
        "in the 1980s",
        "in her 40s",
        "they won 4-2",
        "a 3-0 victory",
        "at 17 Acacia Avenue",
        "account 4567-89012345-6789",
        "in the first half of 2018",
        "for the first time this year",
        "the third floor",
        "twice a day",
    ],
)
def test_dates_times_names_and_ids_are_not_counts(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("40% of it", 40, "percent"),
        ("40 per cent of it", 40, "percent"),
        ("$1.5bn", 1.5e9, "USD"),
        ("12 million euros", 12e6, "EUR"),
        ("75 EUR million", 75e6, "EUR"),
        ("3 dollars 50 cents", 3.5, "USD"),
        ("£6 and 25p", 6.25, "GBP"),
        ("HK$90m", 9e7, "HKD"),
        ("2 hours and 45 minutes", 165, "minute"),
        ("1 km, 200 metres and 5 cm", 120005, "centimetre"),
        ("350 MW", 350, "megawatt"),
        ("a 122mm gun", 122, "millimetre"),
        ("$14mm", 14e6, "USD"),
        ("30 Turkish lira", 30, "TRY"),
        ("a 12-mile road", 12, "mile"),
        ("6 ft 3 in", 6.25, "foot"),
        ("nine hours", 9, "hour"),
        ("a 500-pound bomb", 500, "pound"),
        ("90 square kilometres", 90, "square kilometre"),
    ],
)
def test_units_and_currencies_have_canonical_names(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert found.unit == unit
    assert found.value == pytest.approx(value)


def test_a_span_of_time_is_not_bounded_by_over() -> None:
    assert intervals("It was built over three years.") == [(3, 3, 3)]
    assert intervals("It lasted over three years.") == [(None, 3, None)]


def test_a_percentage_is_not_joined_with_a_count() -> None:
    assert intervals("up 25% to 34,500") == [(25, 25, 25), (34500, 34500, 34500)]


def test_digits_are_found_in_other_languages() -> None:
    assert intervals("Убиты 14 человек, ранены 30.") == [(14, 14, 14), (30, 30, 30)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.9 trillion people", 9e11),
        ("three quarters of a million people", 750_000),
        ("It cost 17 dollars 25.", 17.25),
        ("It cost thirteen dollars forty-five.", 13.45),
    ],
)
def test_parts_of_a_scale_and_bare_cents_are_read(text: str, value: float) -> None:
    assert [quantity.value for quantity in quantities(text)] == [value]


@pytest.mark.parametrize("text", ["15²", "² ago", "²/² ½² ①", "5²/3 km²", "²" * 50])
def test_superscripts_do_not_raise(text: str) -> None:
    quantities(text)


def test_each_currency_sign_belongs_to_the_number_behind_it() -> None:
    found = quantities("$1 $2 $3")
    assert [(quantity.value, quantity.span) for quantity in found] == [(1, (0, 2)), (2, (3, 5)), (3, (6, 8))]


def test_a_change_gives_two_figures_and_a_spread_gives_one() -> None:
    assert intervals("The toll rose from 31 to 44.") == [(31, 31, 31), (44, 44, 44)]
    assert intervals("Prices ranged from 31 to 44.") == [(None, 31, 44)]


def test_an_ordinal_counts_only_within_a_span_of_time() -> None:
    found = only("the sixth raid this month")
    assert (found.value, found.unit) == (6, "ordinal")
    assert quantities("the sixth raid") == []


def test_a_count_out_of_a_known_number_stays_a_count() -> None:
    assert intervals("13 out of 247 crates") == [(13, 13, 13), (247, 247, 247)]


def test_an_unfinished_span_of_time_with_an_article_has_an_upper_bound() -> None:
    found = only("It took less than a week.")
    assert (found.high, found.high_open, found.unit) == (1, True, "week")
