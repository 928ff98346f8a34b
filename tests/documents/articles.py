"""Made-up articles, and the rubbish that stands around articles."""
# ruff: noqa: E501  a sentence stands on one line

from __future__ import annotations

from typing import NamedTuple


class Article(NamedTuple):
    """What a reader came for."""

    title: str
    author: str
    publisher: str
    day: str
    """ISO."""
    paragraphs: tuple[tuple[str, ...], ...]
    """Their sentences."""
    table: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @property
    def texts(self) -> list[str]:
        return [" ".join(paragraph) for paragraph in self.paragraphs]


FERRY = Article(
    "Ferry with 240 aboard sinks off Saltmere",
    "Ines Calder",
    "The Northern Ledger",
    "2019-03-12",
    (
        (
            "A passenger ferry sank in a storm off the island of Saltmere on Tuesday night, and at least 31 people drowned.",
            "The coastguard said that 187 passengers were pulled from the water before dawn.",
        ),
        (
            "“We heard a bang under the car deck and the lights went out,” said Tomas Brink, a lorry driver who was rescued by a trawler.",
            "He said there had been no alarm and that crew members handed out life jackets only after the ship began to list.",
        ),
        (
            "The operator, Ostline, disputed that account.",
            "A spokeswoman for the company said on Wednesday that the crew of 14 had followed every procedure and that all of them survived.",
            "She put the number of people aboard at 226, fourteen fewer than the harbour office had stated.",
        ),
        (
            "Prosecutors in the provincial capital opened an inquiry into the maintenance of the vessel, which was built in 1987.",
            "An inspection last autumn had found corroded watertight doors, according to a report seen by this newspaper.",
            "Ostline declined to comment on the inspection.",
        ),
        (
            "Divers will try to reach the lower decks once the wind drops, the coastguard said.",
            "Twenty-two people were still missing on Wednesday evening.",
        ),
    ),
    (("Count by", "Aboard", "Dead"), ("Coastguard", "240", "31"), ("Operator", "226", "28")),
)

MINE = Article(
    "Villagers and army disagree over shelling of Tarn Hollow",
    "Samuel Oyelaran",
    "Frontier Dispatch",
    "2020-10-05",
    (
        (
            "Shells hit the mining village of Tarn Hollow on Sunday morning and killed 12 people, residents said.",
            "The army denied that it had fired into the valley and said no civilians had died there.",
        ),
        (
            "Village elder Mira Costan told reporters that the bombardment lasted for two hours and destroyed 40 houses.",
            "Nine of the dead were members of one family, she said.",
        ),
        (
            "The defence ministry said in a statement that its artillery had struck a column of militants eight kilometres to the east.",
            "It claimed that 25 fighters were killed and that three of its own soldiers were wounded.",
        ),
        (
            "A doctor at the district clinic, who asked not to be named, said that he had treated 33 wounded people by Sunday evening.",
            "Most of them were women and children, and eleven had to be taken to the regional hospital.",
        ),
        (
            "The Valley Relief Committee counted 14 graves dug on Monday.",
            "Its coordinator, Dario Penn, called for an independent investigation and for the road to be opened to ambulances.",
            "Telephone lines to the area were still cut on Monday night.",
        ),
    ),
    (("Group", "Killed", "Wounded"), ("Residents", "12", "33"), ("Soldiers", "0", "3"), ("Militants", "25", "unknown")),
)

FLOOD = Article(
    "Dam failure leaves thousands homeless in the Orle basin",
    "Petra Lindqvist",
    "Continental Press Agency",
    "2021-07-19",
    (
        (
            "A dam on the upper Orle gave way after a week of rain and flooded six towns, the civil protection agency said on Monday.",
            "It reported 58 deaths and said that more than 9,000 people had left their homes.",
        ),
        (
            "The mayor of Brenn, the town closest to the dam, gave a higher toll.",
            "“We have 71 bodies in the sports hall and the search goes on,” Jakob Ferrer said by telephone.",
        ),
        (
            "Engineers had warned in May that the spillway was blocked, two officials of the water board said.",
            "The energy minister rejected this and said that the dam had passed its last test in April.",
        ),
        (
            "The damage to roads and bridges amounts to some $340 million, according to a first estimate of the chamber of engineers.",
            "Insurers expect to pay no more than a third of that sum.",
        ),
        (
            "Rescue teams from three neighbouring countries arrived on Sunday with 16 boats and two helicopters.",
            "Drinking water is expected to be scarce for at least ten days.",
            "Schools in the basin will stay closed until September, the education office announced.",
        ),
    ),
    (("Town", "Dead", "Homeless"), ("Brenn", "71", "4,100"), ("Lower Orle", "6", "2,350"), ("Kessel", "2", "1,900")),
)

VOTE = Article(
    "Clashes after vote count in Port Lanion leave seven dead",
    "Adaeze Morrow",
    "Gulf Courier",
    "2018-11-26",
    (
        (
            "Seven people were killed in clashes between police and supporters of the opposition in Port Lanion on Sunday, hospital staff said.",
            "The interior ministry confirmed two deaths and said that both were police officers.",
        ),
        (
            "The electoral commission declared the president re-elected with 52.4 per cent of the vote.",
            "The opposition alliance said its own count gave its candidate 55 per cent and called the result a fraud.",
        ),
        (
            "Witnesses said that police opened fire when a crowd of about 3,000 tried to reach the counting hall.",
            "Police chief Renaud Astier denied the use of live ammunition and said that officers had fired only tear gas.",
        ),
        (
            "Observers of the regional union reported irregularities in 38 of 212 polling stations.",
            "Their head of mission, Grace Halloran, said the irregularities were too few to change the outcome.",
            "A domestic monitoring group put the figure at 90 stations.",
        ),
        (
            "More than 160 people were arrested overnight, the bar association said.",
            "Lawyers have been allowed to see only a dozen of them.",
            "A curfew is in force until Thursday.",
        ),
    ),
    (("Source", "President", "Opposition"), ("Commission", "52.4", "44.1"), ("Alliance", "43.0", "55.0")),
)

ARTICLES = (FERRY, MINE, FLOOD, VOTE)

JUNK = (
    "We value your privacy and so do our 873 partners.",
    "By clicking Accept all you agree that cookies are stored on your device.",
    "Home | World | Business | Sport | Weather",
    "Most read: 40 people killed as bus plunges into ravine",
    "Related: Minister says 15 soldiers died in barracks fire",
    "Also of interest: Police said six hostages were freed in bank siege",
    "Sign up for our newsletter and join 120,000 readers.",
    "Advertisement: Nine out of ten dentists were convinced.",
    "Comment by harbourman77: I was told that 300 people were killed and they hide it.",
    "Comment by Lou: The police said nobody died, what a lie.",
    "Share this article with 5 friends and win.",
    "Copyright 2021. All rights reserved. Reproduction of more than 50 words is prohibited.",
)
"""Sentences that stand around articles; some sound like claims, and none may become one."""
PRIVACY, COOKIES, MENU, MOST_READ, RELATED, ALSO, NEWSLETTER, ADVERT, COMMENT, REPLY, SHARE, LEGAL = JUNK
