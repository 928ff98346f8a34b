"""ClaimReview: what was claimed and what the review says, each by who says it, and never as the truth."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming.claimreview import UNNAMED
from tracker.exchange.incoming.importable import importable, recognised
from tracker.exchange.incoming.text_source import HeldText
from tracker.matching.judge import judge
from tracker.model.claim import Claim

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Vaccines contain microchips.",
    "url": "https://check.example/1",
    "datePublished": "2021-03-04T10:00:00Z",
    "author": {"@type": "Organization", "name": "Meridian Check"},
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Bob Harlow"},
        "datePublished": "2021-03-01",
        "appearance": [{"@type": "CreativeWork", "url": "https://post.example/9"}, "https://post.example/10"],
    },
}


def page(*scripts: str) -> str:
    """A saved page with scripts of JSON-LD."""
    tags = "".join(f"<SCRIPT TYPE='application/ld+json' >{script}</SCRIPT>" for script in scripts)
    return f'<!doctype html><html><script>"ClaimReview"</script>{tags}<p>words</p></html>'


def told(text: str) -> list[Any]:
    """The records of a file that is found out to be one of reviews."""
    assert recognised(text, name="x") == "claimreview"
    return list(importable(HeldText(text), name="x").read({}, {}))


def test_a_review_gives_the_claim_to_its_author_and_the_rating_to_the_reviewer() -> None:
    claim, rating = (dict(one.record) for one in told(json.dumps(REVIEW)))
    assert (claim["quote"], claim["source"]) == ("Vaccines contain microchips.", "Bob Harlow")
    assert claim["stated_at"][:10] == "2021-03-01"
    for address in ("https://post.example/9", "https://post.example/10", "https://check.example/1"):
        assert address in claim["note"]
    assert (rating["source"], rating["stated_at"][:10]) == ("Meridian Check", "2021-03-04")
    assert rating["quote"] == 'The claim "Vaccines contain microchips" is false (rated "False").'
    assert not {"credibility", "likelihood", "polarity", "status"} & (claim.keys() | rating.keys())


LONG = "The northern province paid four million dollars for microchips that are in all vaccines given to children."


@pytest.mark.parametrize("claimed", [REVIEW["claimReviewed"], LONG])
@pytest.mark.parametrize(
    "rating",
    [
        {"alternateName": "False"},
        {"alternateName": "Pants on Fire!"},
        {"alternateName": "Four Pinocchios", "ratingValue": -1, "bestRating": -1, "worstRating": -1},
        {"alternateName": "Whopper", "ratingValue": "1", "bestRating": "5", "worstRating": "1"},
        {"ratingValue": 0, "bestRating": 10, "worstRating": 0},
    ],
)
def test_a_claim_and_its_rating_as_false_contradict_each_other(claimed: str, rating: dict[str, Any]) -> None:
    review = REVIEW | {"claimReviewed": claimed, "reviewRating": rating}
    a, b = (
        Claim(id=f"C{number}", quote=one.record["quote"], source=one.record["source"])
        for number, one in enumerate(told(json.dumps(review)), 1)
    )
    assert judge(a, b).relation.value == "contradicts"


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "Mostly True"}, "is rated Mostly True."),
        ({"alternateName": "Checked", "ratingValue": 5, "bestRating": 5, "worstRating": 1}, "is rated true (Checked)."),
        ({"alternateName": "True", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, "is rated True."),
        ({"alternateName": "Missing context", "ratingValue": 9, "bestRating": 5}, "is rated Missing context."),
        ({"alternateName": "Odd", "ratingValue": 1, "bestRating": 1, "worstRating": 1}, "is rated Odd."),
        ({"alternateName": "Odd", "ratingValue": "-1-", "bestRating": "5", "worstRating": "1"}, "is rated Odd."),
    ],
)
def test_a_rating_is_said_in_general_words_only_where_words_or_scale_tell(rating: dict[str, Any], words: str) -> None:
    assert str(told(json.dumps(REVIEW | {"reviewRating": rating}))[1].record["quote"]).endswith(words)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([REVIEW]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]}, indent=1),
        json.dumps(REVIEW | {"@type": ["Thing", "ClaimReview"]}),
        page(json.dumps(REVIEW)),
        page(json.dumps({"@type": "WebPage"}), json.dumps([REVIEW])),
    ],
)
def test_reviews_are_found_wherever_they_stand(text: str) -> None:
    assert [one.record["source"] for one in told(text)] == ["Bob Harlow", "Meridian Check"]


def test_what_a_review_lacks_is_said_and_nothing_is_made_up() -> None:
    bare = {"@type": "ClaimReview", "claimReviewed": "The moon is made of cheese"}
    claim, review = told(json.dumps(bare))
    assert (claim.record["source"], claim.record["stated_at"]) == (UNNAMED, None)
    assert review.record is None
    scale = REVIEW | {"reviewRating": {"ratingValue": 2, "bestRating": 5, "worstRating": 1}}
    assert "rated mostly false (2 on a scale from 1 (worst) to 5 (best))" in told(json.dumps(scale))[1].record["quote"]
    [empty] = told(json.dumps({"@type": "ClaimReview"}))
    assert (empty.record, empty.where) == (None, "review 1, claimReviewed")


@pytest.mark.parametrize("value", [10**400, float("nan"), [1], {"a": 1}])
def test_a_rating_that_is_no_number_is_no_rating(value: Any) -> None:
    odd = REVIEW | {"reviewRating": {"ratingValue": value}}
    assert told(json.dumps(odd))[1].record is None


def test_a_broken_script_is_told_and_the_others_are_read() -> None:
    found = told(page("{broken", json.dumps(REVIEW)))
    assert [one.record is None for one in found] == [True, False, False]
    with pytest.raises(InputError, match="no JSON"):
        list(importable(HeldText('{"@type": "ClaimReview"'), name="x", format_name="claimreview").read({}, {}))


@pytest.mark.parametrize("text", ["<html>ClaimReview</html>", "<p>", '{"a": 1}', "[1]"])
def test_other_pages_and_objects_are_not_taken_for_reviews(text: str) -> None:
    assert recognised(text, name="x") != "claimreview"


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_values_of_any_shape_are_read_or_told(value: Any) -> None:
    for field in REVIEW:
        if field != "@type":
            found = importable(HeldText(json.dumps(REVIEW | {field: value})), name="x", format_name="claimreview")
            assert all(one.record or one.refused for one in found.read({}, {}))
