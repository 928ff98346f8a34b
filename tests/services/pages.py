"""A made-up article in several versions."""

from __future__ import annotations

from tests.web import Site
from tracker.services.ingest import Taken
from tracker.services.workspace import Workspace

SENTENCES = (
    "Harbour police said that nine dockers were killed in the explosion at the quay in Port Amber on 1 August 2017.",
    "The Dockers' League said that 14 people were killed.",
    "The mayor said that 30 people were wounded when the second warehouse caught fire shortly after noon.",
    "The port authority said that the cranes will stand still until the cause of the explosion is known.",
)
ARTICLE = "\n\n".join(SENTENCES)


def html(*sentences: str, comment: str = "") -> str:
    """A page of these sentences."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    head = '<head><title>Blast at the quay</title><meta property="og:site_name" content="Coast Wire"></head>'
    return f"<html>{head}<body><!-- {comment} --><article>{paragraphs}</article></body></html>"


def fetched(case: Workspace, site: Site, *sentences: str, path: str = "/blast", comment: str = "") -> Taken:
    """Puts the page up and takes it in."""
    url = site.page(path, html(*(sentences or SENTENCES), comment=comment))
    [taken] = case.ingest.take_in([url], allow_private=True, published="2017-08-01")
    assert taken.error is None
    return taken
