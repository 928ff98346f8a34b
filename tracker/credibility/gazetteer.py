"""Names of countries and large regions: enough to tell a column of places from a column of people."""

from __future__ import annotations

from tracker.credibility.folding import listed

COUNTRIES = listed(
    """afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas|bahrain|
    bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia and herzegovina|botswana|brazil|brunei|
    bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cape verde|central african republic|chad|chile|china|
    colombia|comoros|congo|costa rica|cote d'ivoire|croatia|cuba|cyprus|czech republic|czechia|
    democratic republic of the congo|denmark|djibouti|dominica|dominican republic|ecuador|egypt|el salvador|england|
    equatorial guinea|eritrea|estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|georgia|germany|ghana|greece|
    grenada|guatemala|guinea|guinea-bissau|guyana|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|
    israel|italy|jamaica|japan|jordan|kazakhstan|kenya|kiribati|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|
    liberia|libya|liechtenstein|lithuania|luxembourg|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|
    mexico|micronesia|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nauru|nepal|netherlands|
    new zealand|nicaragua|niger|nigeria|north korea|north macedonia|northern ireland|norway|oman|pakistan|palau|
    palestine|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|samoa|
    san marino|saudi arabia|scotland|senegal|serbia|seychelles|sierra leone|singapore|slovakia|slovenia|somalia|
    south africa|south korea|south sudan|soviet union|spain|sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|
    tajikistan|tanzania|thailand|togo|tonga|trinidad and tobago|tunisia|turkey|turkmenistan|tuvalu|uganda|ukraine|
    united arab emirates|united kingdom|united states|uruguay|uzbekistan|vanuatu|vatican|venezuela|vietnam|wales|yemen|
    yugoslavia|zambia|zimbabwe"""
)
"""Present and some former states, and the nations of the United Kingdom, folded."""

STATES_OF = {
    "united states": listed(
        """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|iowa|
    kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|
    new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|
    rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|
    wyoming
    """
    ),
    "canada": listed(
        "alberta|british columbia|manitoba|new brunswick|newfoundland|nova scotia|ontario|quebec|saskatchewan"
    ),
    "australia": listed("new south wales|queensland|victoria|tasmania|western australia|south australia"),
    "united kingdom": listed("england|scotland|wales|northern ireland"),
}
"""Divisions that are often written without their country, folded. Georgia is left out: it is a country too."""

COUNTRY_OF = {state: country for country, states in STATES_OF.items() for state in states}

CONTINENTS = listed("africa|america|north america|south america|central america|asia|europe|oceania|middle east")
"""Where others name a country or a town, these say less; which country lies where is not held against anybody."""

_YUGOSLAVIA = "serbia|croatia|slovenia|bosnia and herzegovina|north macedonia|montenegro|kosovo"
_SOVIET = (
    "russia|ukraine|belarus|moldova|estonia|latvia|lithuania|georgia|armenia|azerbaijan|kazakhstan|uzbekistan|"
    "turkmenistan|kyrgyzstan|tajikistan"
)
_HABSBURG = "austria|hungary|czech republic|czechia|slovakia|slovenia|croatia|bosnia and herzegovina|poland|ukraine"
FORMER_STATES = {
    former: listed(successors)
    for former, successors in {
        "austria-hungary": f"{_HABSBURG}|romania|serbia|italy",
        "austrian empire": f"{_HABSBURG}|romania|italy",
        "kingdom of hungary": "hungary|slovakia|romania|croatia|serbia|ukraine|austria",
        "bohemia": "czech republic|czechia",
        "british india": "india|pakistan|bangladesh|myanmar",
        "british raj": "india|pakistan|bangladesh|myanmar",
        "czechoslovakia": "czech republic|czechia|slovakia",
        "east germany": "germany",
        "german empire": "germany|poland|france|russia",
        "nazi germany": "germany|austria|poland",
        "ottoman empire": "turkey|greece|bulgaria|syria|lebanon|israel|palestine|iraq|jordan|egypt|north macedonia",
        "prussia": "germany|poland|russia",
        "russian empire": f"{_SOVIET}|poland|finland",
        "soviet union": _SOVIET,
        "west germany": "germany",
        "yugoslavia": _YUGOSLAVIA,
        "zaire": "democratic republic of the congo",
    }.items()
}
"""Former state -> present states with parts of its land: who names the one does not contradict who names the other."""

KNOWN_PLACES = COUNTRIES | CONTINENTS | frozenset(COUNTRY_OF) | frozenset(FORMER_STATES)
