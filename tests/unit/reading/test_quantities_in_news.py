"""Sentences in the style of news: every quantity that stands in them, and nothing else."""

from __future__ import annotations

import pytest

from tracker.model.quantity import Quantity
from tracker.reading.quantities import quantities

Figure = float | tuple[float | None, float | None]
"""One value, or (low, high)."""
Expected = tuple[Figure, str | None]

SENTENCES: list[tuple[str, list[Expected]]] = [
    (
        "Rescuers pulled 14 people from the rubble, 3 of them children, more than 30 hours after the quake.",
        [(14, None), (3, None), ((30, None), "hour")],
    ),
    (
        "The ministry put the cost of repairs at between $1.2 billion and $1.5 billion.",
        [((1.2e9, 1.5e9), "USD")],
    ),
    (
        "Police arrested two dozen protesters, nine of whom were later released without charge.",
        [(24, None), (9, None)],
    ),
    ("It was the third attack on the depot this year, and by far the deadliest.", [(3, "ordinal")]),
    ("For the second time in a week, shells hit the grain terminal.", [(2, "ordinal")]),
    (
        "Two thirds of the city was without water on Friday, said the mayor, Hana Vesely, 51.",
        [(2 / 3, None), (51, None)],
    ),
    ("About one in five households has no access to clean water.", [(0.2, None)]),
    ("Six out of ten voters backed the plan, 12 percentage points more than in May.", [(0.6, None), (12, "percent")]),
    (
        "Another 7,900 people crossed the border on Sunday, bringing the total to nearly 64,000.",
        [(7900, None), (64000, None)],
    ),
    ("The quake, of magnitude 6.1, struck at 4:52 a.m. at a depth of 10 km.", [(6.1, None), (10, "kilometre")]),
    (
        "The convoy of 31 trucks left at 0615 GMT and covered some 240 km on Highway 9.",
        [(31, None), (240, "kilometre")],
    ),
    ("Flight 302 carried 149 passengers and a crew of eight.", [(149, None), (8, None)]),
    ("Resolution 1973 was adopted by 10 votes to none, with 5 abstentions.", [(10, None), (0, None), (5, None)]),
    ("The home side won 3-1 before a crowd of 41,000.", [(41000, None)]),
    ("The bill passed by 217 votes to 203.", [(217, None), (203, None)]),
    ("Anyone with information may call 0800 555 0192 before 9 p.m.", []),
    ("No one was hurt, but at least four houses burnt down.", [(0, None), ((4, None), None)]),
    ("The army said none of its soldiers had been wounded.", [(0, None)]),
    ("Not a single vote was cast in eight of the 40 polling stations.", [(0, None), (8, None), (40, None)]),
    ("Prices rose 3.5% in June after a 4 percent rise in May.", [(3.5, "percent"), (4, "percent")]),
    ("Fuel now costs €1.85 a litre, up from €1.40 a year ago.", [(1.85, "EUR"), (1.4, "EUR")]),
    ("The fund holds 2.3bn euros, of which 400m are frozen.", [(2.3e9, "EUR"), (4e8, None)]),
    ("Rs 12 crore was set aside for 1.5 lakh farmers.", [(1.2e8, "INR"), (150000, None)]),
    ("The state will pay ₹10,00,000 to each of the 18 families.", [(1000000, "INR"), (18, None)]),
    ("The dam holds two and a half million cubic metres of water.", [(2.5e6, "cubic metre")]),
    ("He is 6 feet 2 inches tall and weighs 190 pounds.", [(6 + 2 / 12, "foot"), (190, "pound")]),
    ("The siege lasted three hours and 20 minutes.", [(200, "minute")]),
    ("The ferry sank in 40 metres of water two miles off the coast.", [(40, "metre"), (2, "mile")]),
    (
        "Winds of up to 180 km/h tore the roofs off more than 1,100 homes.",
        [((None, 180), "kilometre per hour"), ((1100, None), None)],
    ),
    ("Temperatures fell to -18°C on Monday, the coldest in 23 years.", [(-18, "celsius"), (23, "year")]),
    ("It was minus 7 degrees when the power failed.", [(-7, "degree")]),
    ("Between 300 and 400 inmates escaped, and scores are still at large.", [((300, 400), None), ((20, 99), None)]),
    ("Tens of thousands fled; hundreds slept in the open.", [((10000, 99999), None), ((100, 999), None)]),
    ("Several shops and a handful of cars were set alight.", [((3, 9), None), ((2, 9), None)]),
    ("A couple of drones and half a dozen rockets were shot down.", [(2, None), (6, None)]),
    ("Fewer than 50 of the 210 beds are in use.", [((None, 50), None), (210, None)]),
    ("The firm will cut 1,500 to 2,000 jobs, or 8% of its staff.", [((1500, 2000), None), (8, "percent")]),
    ("A 19-year-old man and two girls aged 7 and 11 drowned.", [(19, "year"), (2, None), (7, None), (11, None)]),
    ("The 72-hour truce held for less than a day.", [(72, "hour"), ((None, 1), "day")]),
    ("The 500-strong unit lost no more than 20 men.", [(500, None), ((None, 20), None)]),
    ("More than half of the 1.2 million residents have left.", [((0.5, None), None), (1200000, None)]),
    ("Output halved to 450,000 barrels a day.", [(450000, "barrel")]),
    ("The AK-47s and two RPG-7s were found in Room 12.", [(2, None)]),
    ("As many as 5,000 people marched, organisers said; police counted 1,800.", [((None, 5000), None), (1800, None)]),
    ("Some 20 000 homes lost power for over six hours on 3 March.", [(20000, None), ((6, None), "hour")]),
    ("The loan, worth $3.5-4 million, runs for 15 years.", [((3.5e6, 4e6), "USD"), (15, "year")]),
    ("The toll rose from 12 to 17.", [(12, None), (17, None)]),
    ("Sixty-two bodies were found in twenty-one graves.", [(62, None), (21, None)]),
    ("A hundred and fifty officers searched four square kilometres.", [(150, None), (4, "square kilometre")]),
    ("It was the fourth straight day of strikes, which have closed 85 schools.", [(4, "ordinal"), (85, None)]),
    ("The Third Brigade and the 21st Division advanced 5km.", [(5, "kilometre")]),
    ("In the first half of 2019, exports grew by a quarter.", [(0.25, None)]),
    ("The suspect, in his 30s, was held in the 1990s for theft.", []),
    ("He paid a fine of $20 and 43 cents.", [(20.43, "USD")]),
    ("Damage is put at $20 million; insurers expect to pay £8.5m.", [(2e7, "USD"), (8.5e6, "GBP")]),
    ("Only 11 of 250 doctors remain, one for every 9,000 people.", [(11, None), (250, None), (1, None), (9000, None)]),
    ("At 10.30 a.m. about 200 people gathered outside 10 Downing Street.", [(200, None)]),
    ("The island, 1.5 to 2 metres above the sea, is home to 600.", [((1.5, 2), "metre"), (600, None)]),
    ("The virus has killed 1 in every 1,000 patients.", [(0.001, None)]),
    ("Well over a thousand goats died, a loss of almost $90,000.", [((1000, None), None), (90000, "USD")]),
    ("The river stood at 7.4m, 30cm below the 2002 record.", [(7.4, "metre"), (30, "centimetre")]),
    ("The opposition won 54.3 per cent to the president's 41.", [(54.3, "percent"), (41, None)]),
    ("It took crews 2½ hours to free the driver.", [(2.5, "hour")]),
    ("Twice as many people, 3.4 million, now need aid.", [(3.4e6, None)]),
    ("The group of 20 to 25 gunmen attacked at 2300 local time.", [((20, 25), None)]),
    ("Of the 37 injured, 5 were in critical condition.", [(37, None), (5, None)]),
    ("The court jailed him for 12 years and six months.", [(150, "month")]),
    ("The plant, built in 1974, makes 1,200 MW, a fifth of the country's power.", [(1200, "megawatt"), (0.2, None)]),
    ("Aid worth 0.7 percent of GDP, or $1.1 trillion, was pledged at the G20.", [(0.7, "percent"), (1.1e12, "USD")]),
    ("The COVID-19 ward treated 33 patients in May 2020.", [(33, None)]),
]  # fmt: skip


def as_expected(found: Quantity) -> Expected:
    if found.value is not None:
        return round(found.value, 6), found.unit
    return (_rounded(found.low), _rounded(found.high)), found.unit


def _rounded(end: float | None) -> float | None:
    return None if end is None else round(end, 6)


def as_written(expected: Expected) -> Expected:
    figure, unit = expected
    if isinstance(figure, tuple):
        return (_rounded(figure[0]), _rounded(figure[1])), unit
    return round(float(figure), 6), unit


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_every_quantity_of_a_news_sentence_is_read_and_nothing_else(text: str, expected: list[Expected]) -> None:
    assert [as_expected(found) for found in quantities(text)] == [as_written(figure) for figure in expected]
