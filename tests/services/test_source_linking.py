"""Which names of reports become one source."""

from __future__ import annotations

import pytest

from tests.services.cases import take_in, typed
from tracker.model.source import Alias, Source, SourceKind
from tracker.services.source_links import SourceNames
from tracker.services.voices import ReportVoices
from tracker.services.workspace import Workspace

TOLL = "nine dockers were killed in the explosion at the quay in Port Amber on 1 August 2017"


def named(workspace: Workspace) -> dict[str, Source]:
    return {source.name: source for source in workspace.sources.all()}


def aliases(source: Source) -> list[tuple[str, str]]:
    return [(alias.name, alias.origin) for alias in source.aliases]


@pytest.mark.parametrize("order", [("Meruna", "Meruna News Agency"), ("Meruna News Agency", "Meruna")])
def test_a_short_form_and_the_full_name_are_one_source_under_the_full_name(
    workspace: Workspace, order: tuple[str, str]
) -> None:
    for number, name in enumerate(order):
        take_in(workspace, f"{name} said that {TOLL}. Report {number}.", name=f"{number}.txt")
    source = named(workspace)["Meruna News Agency"]
    origin = "R1" if order[0] == "Meruna" else "R2"
    assert aliases(source) == [("Meruna", origin)]
    assert "Meruna" not in named(workspace)
    claims = [claim for claim in workspace.claims.find() if claim.source_id == source.id]
    assert {claim.report for claim in claims} == {"R1", "R2"}
    assert {claim.source for claim in claims} == {"Meruna News Agency"}


@pytest.mark.parametrize(
    "names",
    [
        ("Meruna", "Meruna Province News Agency"),
        ("Meruna Institute", "Meruna Foundation"),
        ("Kabul", "Kabul News Agency"),
        ("Islamic State", "Islamic State Khorasan Province"),
        ("Interior Ministry spokesman Farid Amiri", "Police spokesman Farid Amiri"),
        ("Afghan Interior Ministry", "Afghan Defence Ministry"),
        ("Afghan Interior Ministry", "Iraqi Interior Ministry"),
        ("Afghan police", "Kabul police"),
        ("Tarn", "Viktor Tarn"),
    ],
)
def test_names_that_differ_in_a_telling_word_stay_two_sources(names: tuple[str, str]) -> None:
    for known, asked in (names, names[::-1]):
        assert SourceNames([Source(id="S1", name=known)]).find(asked, country="Afghanistan") is None


def test_a_short_form_of_two_sources_is_neither() -> None:
    two = [Source(id="S1", name="Meruna News Agency"), Source(id="S2", name="Meruna Institute")]
    assert SourceNames(two).find("Meruna") is None


def test_a_family_name_is_the_person_named_in_full_in_the_same_report() -> None:
    names = ["Harbour Office spokesman Edo Marsh", "Marsh"]
    voices = ReportVoices(names, publisher="Coast Wire", narrator="wire.txt")
    assert voices.voice("Marsh", None).name == "Harbour Office spokesman Edo Marsh"
    assert voices.voice("Marsh", None).body == voices.voice("Harbour Office", None)
    two = ReportVoices([*names, "Ida Marsh"], publisher=None, narrator="wire.txt")
    assert two.voice("Marsh", None).name == "Marsh", "either of the two can be meant"


@pytest.mark.parametrize(
    ("others", "named"),
    [
        (["Governor Ilan Deshko"], "Governor Ilan Deshko"),
        (["Governor Ilan Deshko", "Governor Petra Valk"], "regional governor"),
        (["Governor Ilan Deshko", "deputy governor"], "regional governor"),
        (["Deputy Governor Ilan Deshko"], "regional governor"),
        (["Mayor Ilan Deshko"], "regional governor"),
    ],
)
def test_an_office_is_the_one_person_whom_the_report_names_with_it(others: list[str], named: str) -> None:
    voices = ReportVoices(["regional governor", *others], publisher="Coast Wire", narrator="wire.txt")
    assert voices.voice("regional governor", None).name == named


@pytest.mark.parametrize("alias", ["Marsh", "the ministry"])
def test_what_only_one_report_calls_a_source_means_nobody_in_another(alias: str) -> None:
    known = Source(id="S1", name="Spokesman Edo Marsh", aliases=(Alias(name=alias, origin="R1"),))
    assert SourceNames([known]).find(alias) is None
    by_hand = known.model_copy(update={"aliases": (Alias(name=alias, origin="analyst"),)})
    assert SourceNames([by_hand]).find(alias) == by_hand


def test_a_spokesman_is_a_person_whose_parent_is_the_body(workspace: Workspace) -> None:
    take_in(workspace, f"Harbour Office spokesman Edo Marsh said that {TOLL}.")
    sources = named(workspace)
    person = sources["Harbour Office spokesman Edo Marsh"]
    assert person.kind is SourceKind.PERSON
    assert person.parent == sources["Harbour Office"].id


def test_a_ministry_of_a_report_on_a_country_is_that_countrys(workspace: Workspace) -> None:
    said = "Ministry said that nine people were killed in an explosion at a mosque in {} on 1 August 2017."
    take_in(workspace, f"The Interior {said.format('Kabul')}", name="1.txt")
    take_in(workspace, f"The Afghan Interior {said.format('Herat')}", name="2.txt")
    take_in(workspace, f"The Interior {said.format('Baghdad')}", name="3.txt")
    sources = named(workspace)
    afghan = sources["Afghan Interior Ministry"]
    assert aliases(afghan) == [("Interior Ministry", "R1")]
    assert {claim.report for claim in workspace.claims.find() if claim.source_id == afghan.id} == {"R1", "R2"}
    assert "Interior Ministry (Baghdad)" in sources
    take_in(workspace, f"The Interior {said.format('Kandahar')}", name="4.txt")
    assert named(workspace)["Afghan Interior Ministry"] == afghan


def test_a_short_description_is_the_publisher_that_it_fits() -> None:
    for publisher in ("Port Amber Police Command", "Police Command of Port Amber"):
        voices = ReportVoices(["police command"], publisher=publisher, narrator="wire.txt")
        assert voices.voice("The police command", "Port Amber").name == publisher
        assert voices.alias("police command") == "police command"


@pytest.mark.parametrize("name", ["He", "they", "Who", "our parallel count", "Our teams"])
def test_a_pronoun_is_the_publisher(name: str) -> None:
    voices = ReportVoices([name, "Dockers' League"], publisher="Coast Wire", narrator="wire.txt")
    assert voices.voice(name, None).name == "Coast Wire"
    assert voices.alias(name) == ""


def test_a_description_that_fits_two_named_bodies_is_neither() -> None:
    names = ["Russian Foreign Ministry", "Afghan Foreign Ministry", "Foreign Ministry"]
    voices = ReportVoices(names, publisher=None, narrator="wire.txt", report_id="R7")
    assert voices.voice("Foreign Ministry", "Kabul").name == "Foreign Ministry (R7)"


def test_claims_carry_the_name_of_a_renamed_or_merged_source(workspace: Workspace) -> None:
    typed(workspace, "nine people were killed", "Harbour police", 9)
    typed(workspace, "14 people were killed", "Dockers' League", 14)
    workspace.sources.edit("S1", name="Port Amber police")
    assert workspace.claims.get("C1").source == "Port Amber police"
    workspace.sources.merge("S2", into="S1")
    assert workspace.claims.get("C2").source == "Port Amber police"
    workspace.history.undo()
    assert workspace.claims.get("C2").source == "Dockers' League"


def test_a_report_without_publisher_and_title_speaks_under_its_file_name(workspace: Workspace) -> None:
    for folder in ("first", "second"):
        raw = f"Nine dockers were killed in the explosion at the quay in Port Amber. {folder}.".encode()
        workspace.ingest.take_in_bytes(raw, name=f"/home/ana/{folder}/note.txt", method="file")
    assert list(named(workspace)) == ["note.txt (R1)", "note.txt (R2)"]
