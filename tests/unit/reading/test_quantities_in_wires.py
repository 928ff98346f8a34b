"""More sentences in the style of wire reports: every quantity that stands in them, and nothing else."""

from __future__ import annotations

import pytest

from tests.unit.reading.test_quantities_in_news import Expected, as_expected, as_written
from tracker.reading.quantities import quantities

SENTENCES: list[tuple[str, list[Expected]]] = [
    ("One of the four guards died; the other three were treated for burns.", [(1, None), (4, None), (3, None)]),
    ("Both pilots and all 62 passengers survived.", [(62, None)]),
    ("A 7.8-magnitude quake levelled whole blocks, killing upwards of 900.", [(7.8, None), ((900, None), None)]),
    ("The Category 4 storm cut power to two million homes.", [(2e6, None)]),
    ("Two F-16s and a Boeing 737 were damaged at the base.", [(2, None)]),
    ("The G7 and the M23 rebels were not mentioned in the 40-page report.", [(40, None)]),
    ("Article 5 of the treaty has been invoked once, after the 9/11 attacks.", []),
    (
        "The rate stands at 14.2 per 100,000 residents, down from 19.8 in 2015.",
        [(14.2, None), (100000, None), (19.8, None)],
    ),
    ("Nearly a third of the herd, some 3,400 cattle, was lost.", [(1 / 3, None), (3400, None)]),
    ("The bank set aside C$3.4 million and HK$5bn for claims.", [(3.4e6, "CAD"), (5e9, "HKD")]),
    ("A$12m was spent on roads, US$ 30 million on ports.", [(12e6, "AUD"), (30e6, "USD")]),
    ("The minister promised 15,000 new jobs by 2030 and a $1,200-a-month allowance.", [(15000, None), (1200, "USD")]),
    ("Voters aged between 18 and 24 stayed at home.", [((18, 24), None)]),
    ("She was 34 and a mother of three.", [(34, None), (3, None)]),
    (
        "The boat, carrying 80-90 migrants, capsized 12 nautical miles off the coast.",
        [((80, 90), None), (12, "nautical mile")],
    ),
    (
        "At least 17 people, among them four children, were killed and 60 others hurt.",
        [((17, None), None), (4, None), (60, None)],
    ),
    ("In the past 24 hours, 1,203 new cases and 41 deaths were reported.", [(24, "hour"), (1203, None), (41, None)]),
    ("The death toll has passed 2,000.", [((2000, None), None)]),
    ("It said it had shot down 11 of 14 drones launched overnight.", [(11, None), (14, None)]),
    (
        "Less than 1 percent of the ballots, fewer than 300, were spoiled.",
        [((None, 1), "percent"), ((None, 300), None)],
    ),
    ("The S&P 500 fell 2.1% and the yield rose to 4.35%.", [(2.1, "percent"), (4.35, "percent")]),
    (
        "The 47-year-old driver of bus No. 14 was doing 90 mph in a 50 mph zone.",
        [(47, "year"), (90, "mile per hour"), (50, "mile per hour")],
    ),
    ("Hundreds more are feared dead in three villages cut off since Tuesday.", [((100, 999), None), (3, None)]),
    ("The court ruled 5-4 that the 2009 law was void.", [(5, None), (4, None)]),
    (
        "Of 1,012 adults polled, 56% said no; the margin of error was plus or minus 3 points.",
        [(1012, None), (56, "percent"), (3, None)],
    ),
    ("Three-fifths of the crop failed in a two-month drought.", [(0.6, None), (2, "month")]),
    ("The gunman fired more than 100 rounds in under two minutes.", [((100, None), None), ((None, 2), "minute")]),
    ("The strike, the 12th in as many days, killed no one.", [(12, "ordinal"), (0, None)]),
    ("No fewer than 6,000 and perhaps as many as 9,000 marched.", [((6000, 9000), None)]),
    ("The pipeline carries 1.76 million barrels per day.", [(1.76e6, "barrel")]),
    ("Inflation slowed to 8.9% from 10.2% in May.", [(8.9, "percent"), (10.2, "percent")]),
    ("Security forces seized 1.2 tonnes of cocaine worth 90 million euros.", [(1.2, "tonne"), (9e7, "EUR")]),
    ("A quarter-century later, only a handful of the 300 survivors are alive.", [((2, 9), None), (300, None)]),
    ("The tower, 324m high, was closed for two and a half hours.", [(324, "metre"), (2.5, "hour")]),
    ("A mother and her two sons, 6 and 9, were among the dead.", [(2, None), (6, None), (9, None)]),
    ("The ship, with 25 crew and 1,400 containers, left at 7 p.m. on 12 June.", [(25, None), (1400, None)]),
    ("The union wants 10 to 12 percent; employers offer 4.", [((10, 12), "percent"), (4, None)]),
    ("Tickets cost 15 pounds, or 12 for pensioners over 65.", [(15, "GBP"), (12, None), ((65, None), None)]),
    ("At 6:45 am a second blast hit the market, killing another five.", [(5, None)]),
    ("The army holds roughly two-thirds of the town, the rebels the rest.", [(2 / 3, None)]),
    ("Police said zero arrests had been made; activists counted eleven.", [(0, None), (11, None)]),
    ("The ministry said that 3 000 of the 12 500 doses had expired.", [(3000, None), (12500, None)]),
    ("He served 20 years of a 25-year term for the 1998 killing of two nuns.", [(20, "year"), (25, "year"), (2, None)]),
    ("The dam is 65 per cent full, well below the 90 per cent of last July.", [(65, "percent"), (90, "percent")]),
    ("Since 2014 some 13,000-14,000 people have died.", [((13000, 14000), None)]),
    ("Half of them were women; one in three was under 18.", [(0.5, None), (1 / 3, None), ((None, 18), None)]),
    ("The company raised its offer from $24 to $27.50 a share.", [(24, "USD"), (27.5, "USD")]),
    ("Just over 400,000 hectares burnt, an area twice the size of the province.", [((400000, None), "hectare")]),
    ("The plane dropped 6,000ft in 40 seconds.", [(6000, "foot"), (40, "second")]),
    ("Rebels claimed 35 soldiers dead; the army admitted to losing two.", [(35, None), (2, None)]),
    (
        "A suicide bomber killed a dozen recruits and wounded scores more outside a barracks.",
        [(12, None), ((20, 99), None)],
    ),
    (
        "The government has lost control of six of the country's 34 provincial capitals in less than a week.",
        [(6, None), (34, None), ((None, 1), "week")],
    ),
    ("The attackers, numbering about 15, came on seven motorbikes.", [(15, None), (7, None)]),
    (
        "Four people have been arrested, two of them brothers aged 22 and 25.",
        [(4, None), (2, None), (22, None), (25, None)],
    ),
    ("Oil jumped more than 3% to $87.40 a barrel.", [((3, None), "percent"), (87.4, "USD")]),
    ("The pound slid to $1.2142, its weakest in 37 years.", [(1.2142, "USD"), (37, "year")]),
    ("Unemployment stands at one in four, and one in two among the young.", [(0.25, None), (0.5, None)]),
    ("Ten years on, 1,500 of the displaced still live in tents.", [(10, "year"), (1500, None)]),
    ("The 2-year-old girl was found alive after 87 hours.", [(2, "year"), (87, "hour")]),
    ("The bridge, 1.2km long, cost an estimated 450 million rupees.", [(1.2, "kilometre"), (4.5e8, "INR")]),
    (
        "Officials say the flood displaced between 40,000 and 45,000 families in nine districts.",
        [((40000, 45000), None), (9, None)],
    ),
    ("The plane, with 87 people on board, came down three minutes after take-off.", [(87, None), (3, "minute")]),
    ("At least a hundred houses and three schools were flattened.", [((100, None), None), (3, None)]),
    ("The president won 58.4% of the vote on a turnout of just 31%.", [(58.4, "percent"), (31, "percent")]),
    ("It is the seventh time this month that the port has been hit.", [(7, "ordinal")]),
    ("The parliament voted 132 to 96, with 11 abstentions.", [(132, None), (96, None), (11, None)]),
    (
        "A record 12,300 people crossed the Channel in small boats in the first nine months of 2023.",
        [(12300, None), (9, "month")],
    ),
    (
        "The epidemic has infected 2,287 people, of whom 1,502 have died, a fatality rate of two-thirds.",
        [(2287, None), (1502, None), (2 / 3, None)],
    ),
    ("Seven-tenths of the aid never arrived.", [(0.7, None)]),
    ("The militia freed 23 of the 61 hostages in exchange for $50,000.", [(23, None), (61, None), (50000, "USD")]),
    ("Each of the 12 families will get up to €25,000.", [(12, None), ((None, 25000), "EUR")]),
    ("More than two dozen firms, employing some 1,900 people, have closed.", [((24, None), None), (1900, None)]),
    ("The sanctions cover 31 individuals and eight entities.", [(31, None), (8, None)]),
    ("Trading volume rose threefold to 1.1bn shares.", [(1.1e9, None)]),
    ("He was shot four times from a distance of less than five metres.", [(4, None), ((None, 5), "metre")]),
    ("At around 3.15pm some 40 youths threw stones, injuring two officers.", [(40, None), (2, None)]),
    ("The two countries signed a 10-year, $14 billion gas deal.", [(2, None), (10, "year"), (1.4e10, "USD")]),
    ("None of the 22 crew was hurt.", [(0, None), (22, None)]),
    ("The death toll climbed past 300 on Friday, with another 1,000 missing.", [((300, None), None), (1000, None)]),
    ("There is a 60 to 70 percent chance of rain.", [((60, 70), "percent")]),
    ("Nine out of 10 doctors have fled since fighting began.", [(0.9, None)]),
    ("The army said it lost a single soldier.", [(1, None)]),
    ("Three-year-old Amir lost both parents.", [(3, "year")]),
    (
        "The rocket, fired from 70km away, left a crater 4 metres wide and 2 metres deep.",
        [(70, "kilometre"), (4, "metre"), (2, "metre")],
    ),
    (
        "In all, 1.06 million hectares, or nearly 4,100 square miles, have burnt.",
        [(1.06e6, "hectare"), (4100, "square mile")],
    ),
    (
        "The tribunal sentenced five men to death and 13 others to between 10 and 25 years in jail.",
        [(5, None), (13, None), ((10, 25), "year")],
    ),
    ("Some 60-odd tents were torn down.", [(60, None)]),
    ("The toll is now 211, up from 187 on Monday.", [(211, None), (187, None)]),
    ("About 1 million of the 4.4 million refugees are under 10.", [(1e6, None), (4.4e6, None), ((None, 10), None)]),
    ("Water levels fell by 30 to 50 centimetres.", [((30, 50), "centimetre")]),
    ("The company made a loss of 1.2 trillion yen ($8.1 billion).", [(1.2e12, "JPY"), (8.1e9, "USD")]),
    ("The journey takes 4h 30min by bus.", [(270, "minute")]),
    ("A 6-month-old baby weighing just 3.2kg was flown out.", [(6, "month"), (3.2, "kilogram")]),
    ("Eighteen months after the fire, the inquest heard from 110 witnesses.", [(18, "month"), (110, None)]),
    ("The lockdown affects 26 million people in Shanghai's 16 districts.", [(26e6, None), (16, None)]),
    ("Twelve thousand five hundred ballots were recounted.", [(12500, None)]),
    ("The vessel was carrying 2,750 tons of ammonium nitrate.", [(2750, "ton")]),
    ("The rebels, 3,000 strong, hold three-quarters of Province No. 5.", [(3000, None), (0.75, None)]),
    (
        "The group's deputy, 56, was jailed in 2006 for 15 years and freed after eight.",
        [(56, None), (15, "year"), (8, None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_every_quantity_of_a_wire_sentence_is_read_and_nothing_else(text: str, expected: list[Expected]) -> None:
    assert [as_expected(found) for found in quantities(text)] == [as_written(figure) for figure in expected]
