"""Texts in other languages: named, not read, their digits found."""

from __future__ import annotations

import pytest

from tracker.reading.claims import read
from tracker.reading.languages import other_language
from tracker.reading.quantities import quantities

TEXTS = {
    "fr": "Au moins 14 personnes ont été blessées mardi dans un incendie au marché de la ville, a annoncé le maire.",
    "de": "Bei einem Brand auf dem Markt der Stadt sind 14 Menschen verletzt worden, wie die Polizei sagte.",
    "es": "Al menos 14 personas resultaron heridas el martes en un incendio en el mercado, según la policía.",
    "it": "Almeno 14 persone sono rimaste ferite nella notte in un incendio al mercato, ha detto il sindaco.",
    "pt": "Pelo menos 14 pessoas ficaram feridas na terça-feira em um incêndio no mercado, segundo a polícia.",
    "nl": "Bij een brand op de markt van de stad zijn 14 mensen gewond geraakt, zei een woordvoerder van de politie.",
    "pl": "Co najmniej 14 osób zostało rannych we wtorek w pożarze na targu w mieście, jak podał rzecznik policji.",
    "tr": "Salı günü pazarda çıkan bir yangında en az 14 kişi yaralandı ve çok dükkan için de tahliye kararı verildi.",
    "id": "Sedikitnya 14 orang terluka hari Selasa dalam kebakaran di pasar, kata juru bicara polisi dari kota itu.",
    "ru": "Не менее 14 человек пострадали во вторник при пожаре на рынке в центре города, сообщила полиция.",
    "uk": "Щонайменше 14 людей постраждали у вівторок під час пожежі на ринку в центрі міста, повідомила поліція.",
    "ar": "أصيب ما لا يقل عن 14 شخصا يوم الثلاثاء في حريق اندلع في سوق المدينة، كما قال متحدث باسم الشرطة.",
    "fa": "دست کم 14 نفر روز سه شنبه در آتش سوزی در بازار شهر زخمی شدند و پلیس گفت که این حادثه در حال بررسی است.",
    "zh": "警方发言人说，周二市中心市场发生火灾，造成至少14人受伤。",
    "el": "Τουλάχιστον 14 άτομα τραυματίστηκαν την Τρίτη σε πυρκαγιά στην αγορά της πόλης.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_in_another_language_is_recognised(code: str) -> None:
    found = other_language(TEXTS[code])
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("code", TEXTS)
def test_its_digits_are_found_and_nothing_is_proposed(code: str) -> None:
    assert [quantity.value for quantity in quantities(TEXTS[code])] == [14.0]
    assert read(TEXTS[code], published="2020-05-12") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "27",
        "Kabul",
        "Attentat à Kaboul: 27 morts",  # too short to tell
        "Police said fourteen people were hurt in a fire at the market of Göteborg, the mayor's office confirmed.",
        "The paper wrote: “Les dégâts sont énormes.” The mayor, Édouard Müller, said that it was the worst in years.",
        "Казань: the police of the town said that it had found the missing boy, and that the search was over.",
    ],
)
def test_english_and_what_is_too_short_to_tell_are_not_called_another_language(text: str) -> None:
    assert other_language(text) is None


def test_a_script_of_many_languages_is_named_instead() -> None:
    found = other_language("በዋና ከተማው በደረሰ ፍንዳታ ሰዎች ሞቱ ብለዋል")
    assert found is not None
    assert (found.code, found.name) == ("und", "a language in Ethiopic script")
