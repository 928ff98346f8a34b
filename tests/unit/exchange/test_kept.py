"""How much of articles comes through, in all the forms in which they are saved, printed and sent."""

from __future__ import annotations

from tests.documents.articles import JUNK
from tests.documents.kept import measured
from tracker.reading.claims import read


def test_the_sentences_of_articles_are_kept_whole_and_none_around_them_becomes_a_claim() -> None:
    documents = list(measured())
    assert len(documents) >= 20
    assert {document.name.rsplit(".")[-1] for document in documents} >= {"html", "pdf", "docx", "odt", "eml"}
    missing = [sentence for document in documents for sentence in document.missing]
    assert len(missing) <= 0.01 * sum(document.sentences for document in documents), missing
    assert [(document.name, document.claimed) for document in documents if document.claimed] == []


def test_what_stands_around_the_articles_would_become_claims_if_it_were_read() -> None:
    assert len(read("\n\n".join(JUNK))) >= 5
