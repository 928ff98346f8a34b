"""Articles as pages of other kinds: live blogs, encyclopaedias, press offices, situation reports, forums, paywalls."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.documents.articles import (
    ADVERT,
    ALSO,
    COMMENT,
    COOKIES,
    LEGAL,
    MENU,
    MOST_READ,
    NEWSLETTER,
    PRIVACY,
    RELATED,
    REPLY,
    SHARE,
    Article,
)  # fmt: skip
from tests.documents.pages import page, paragraphs, table


def live_blog(article: Article) -> bytes:
    """Entries under each other, each with its time and its button; key points beside them."""
    entries = "".join(
        f"<article class='live-entry' id='e{number}'><header><time datetime='{article.day}T0{number}:00:00Z'>"
        f"0{number}:00</time></header><div class='entry-body'><p>{escape(text)}</p></div><footer class='share-tools'>"
        f"<button>{SHARE}</button></footer></article>"
        for number, text in enumerate(article.texts, start=1)
    )
    return page(
        article,
        f"<div class='gdpr-bar'><p>{COOKIES}</p></div><nav>{MENU}</nav><main><h1>{article.title}</h1>"
        f"<div class='live-feed'>{entries}</div><aside class='most-viewed'><ol><li><a href='/1'>{MOST_READ}</a></li>"
        f"<li><a href='/2'>{ALSO}</a></li></ol></aside></main><footer>{LEGAL}</footer>",
    )


def encyclopaedia(article: Article) -> bytes:
    """A table of contents, a box of facts, notes in brackets, categories."""
    return page(
        article,
        f"<div id='mw-navigation'><ul><li><a href='/'>{MENU}</a></li></ul></div><div id='content' role='main'>"
        f"<h1 id='firstHeading'>{article.title}</h1><div id='siteNotice'><p>{ADVERT}</p></div><div id='bodyContent'>"
        f"<div class='mw-parser-output'>{table(article)}{paragraphs(article)}<div id='toc' class='toc'><h2>Contents"
        f"</h2><ul><li><a href='#a'>Toll</a></li></ul></div><h2>See also</h2><ul><li><a href='/3'>{RELATED}</a></li>"
        f"</ul></div></div><div id='catlinks'><a href='/4'>{ALSO}</a></div></div><div id='footer'>{LEGAL}</div>",
    )


def press_office(article: Article) -> bytes:
    """A release of an authority: breadcrumbs, a box with the contact, links to other releases."""
    return page(
        article,
        f"<header class='gov-header'><a class='skip' href='#c'>Skip to content</a><ul class='breadcrumb'><li>"
        f"<a href='/'>{MENU}</a></li></ul></header><div id='c' class='container'><div class='row'><div class='col-8'>"
        f"<h1>{article.title}</h1><p class='date'>{article.day}</p>{paragraphs(article)}{table(article)}</div>"
        f"<div class='col-4'><div class='card'><h3>Other releases</h3><ul><li><a href='/5'>{RELATED}</a></li><li>"
        f"<a href='/6'>{MOST_READ}</a></li></ul></div><div class='card'><h3>Stay informed</h3><p>{NEWSLETTER}</p><form>"
        f"<input></form></div></div></div></div><footer class='gov-footer'><p>{LEGAL}</p><p>{PRIVACY}</p></footer>",
    )


def situation_report(article: Article) -> bytes:
    """Cards of figures above, two columns, captions below pictures and maps."""
    first, *rest = article.texts
    half = len(rest) // 2
    columns = "".join(
        f"<div class='column'>{''.join(f'<p>{escape(text)}</p>' for text in part)}</div>"
        for part in (rest[:half], rest[half:])
    )
    return page(
        article,
        f"<div class='menu-bar'><a href='/'>{MENU}</a></div><div class='report'><h1>{article.title}</h1><div class="
        f"'key-figures'><div class='card'><span class='n'>14</span><span class='l'>partners</span></div></div>"
        f"<p class='lead'>{escape(first)}</p><figure><img src='m.png' alt='Map of the area'><figcaption>Map: the area."
        f"</figcaption></figure><div class='columns'>{columns}</div>{table(article)}</div><div class='related-content'>"
        f"<h2>Related</h2><div class='item'><a href='/7'>{RELATED}</a></div><div class='item'><a href='/8'>{ALSO}</a>"
        f"</div></div><div class='subscribe-box'><p>{NEWSLETTER}</p></div><div class='site-info'>{LEGAL}</div>",
    )


def discussion(article: Article) -> bytes:
    """Comments longer than the names of their elements tell, below the article."""
    said = "".join(f"<div class='post'><b>reader</b><p>{words}</p></div>" for words in (COMMENT, REPLY))
    return page(
        article,
        f"<div class='hd'><a href='/'>{MENU}</a></div><div class='bd'><h2>{article.title}</h2>{paragraphs(article)}"
        f"</div><div id='disqus_thread'>{said}</div><div class='ft'>{LEGAL}</div>",
    )


def web_letter(article: Article) -> bytes:
    """A letter of news as tables in tables, with a line to leave it."""
    rows = "".join(
        f"<tr><td class='body' style='padding:10px'><p>{escape(text)}</p></td></tr>" for text in article.texts
    )
    return page(
        article,
        f"<table width='100%'><tr><td align='center'><table width='600'><tr><td><a href='/'>{MENU}</a></td></tr><tr>"
        f"<td><h1>{article.title}</h1></td></tr>{rows}<tr><td class='ad'><p>{ADVERT}</p></td></tr><tr><td class="
        f"'footer' style='font-size:11px'><p>{PRIVACY}</p></td></tr></table></td></tr></table>",
    )


def paywall(article: Article) -> bytes:
    """A gate in the text, and teasers with words of other stories below it."""
    teasers = "".join(
        f"<article class='teaser'><h3><a href='/{number}'>{words}</a></h3><p class='teaser__text'>{words}</p></article>"
        for number, words in enumerate((RELATED, MOST_READ, ALSO))
    )
    gate = f"<div class='paywall-barrier' role='region'><p>{NEWSLETTER}</p></div>"
    return page(
        article,
        f"<nav>{MENU}</nav><main><article class='story'><h1>{article.title}</h1>{paragraphs(article, between=gate)}"
        f"</article><section class='teaser-grid' aria-label='More stories'>{teasers}</section></main>"
        f"<div class='consent-layer' data-nosnippet><p>{COOKIES}</p><button>Accept</button></div>"
        f"<footer>{LEGAL}</footer>",
    )


def made_names(article: Article) -> bytes:
    """Names of elements as programs make them, which say nothing; a box on the author."""
    text = "".join(f"<div class='css-53u6y8'><p class='css-at9mc1'>{escape(each)}</p></div>" for each in article.texts)
    return page(
        article,
        f"<div class='css-1q2w3e'><div class='css-nav1'><a href='/'>{MENU}</a></div><div class='css-9mc'><h1>"
        f"{article.title}</h1>{text}{table(article)}<div class='css-bio'><p>{article.author} is a reporter.</p></div>"
        f"</div><div class='css-zz1'><h2>More in World</h2><ol><li><a href='/1'>{MOST_READ}</a></li><li><a href='/2'>"
        f"{RELATED}</a></li><li><a href='/3'>{ALSO}</a></li></ol></div><div class='css-ft'><a href='/l'>{LEGAL}</a>"
        "</div></div>",
    )


def slides(article: Article) -> bytes:
    """A picture with a caption before each paragraph, numbered, with credits."""
    shown = "".join(
        f"<section class='slide'><figure><img src='{number}.jpg'><figcaption>Picture {number}. Photo: agency"
        f"</figcaption></figure><p>{escape(text)}</p></section>"
        for number, text in enumerate(article.texts, start=1)
    )
    return page(
        article,
        f"<header>{MENU}</header><div class='gallery'><h1>{article.title}</h1>{shown}</div><aside><h4>You may like</h4>"
        f"<p><a href='/1'>{ALSO}</a></p></aside><div id='newsletter-modal' aria-hidden='true'>{NEWSLETTER}</div>"
        f"<footer>{LEGAL}</footer>",
    )


def plain_wire(article: Article) -> bytes:
    """Text as a wire sends it, in one element that keeps its lines."""
    text = "\n\n".join(escape(each) for each in article.texts)
    return page(
        article,
        f"<div id='top'><a href='/'>{MENU}</a></div><h1>{article.title}</h1><pre>{text}</pre><div class='banner-ad'>"
        f"{ADVERT}</div><div id='bottom'>{LEGAL}</div>",
    )


def _made_names_around(article: Article, around: str) -> bytes:
    """Paragraphs and what is around them, of elements whose names say nothing."""
    text = "".join(f"<div class='css-53u'><p class='css-at9'>{escape(each)}</p></div>" for each in article.texts)
    return page(article, f"<div class='css-1'><h1>{article.title}</h1>{text}{around}</div><div>{LEGAL}</div>")


def teasers_with_words(article: Article) -> bytes:
    """Other stories with a sentence each, which is no link."""
    cards = "".join(
        f"<div class='css-t1'><a href='/1'><h3>{words}</h3></a><p class='css-s'>{words} There is more to it.</p></div>"
        for words in (RELATED, MOST_READ, ALSO)
    )
    return _made_names_around(article, f"<div class='css-2'><h2>More in World</h2>{cards}</div>")


def comments_by_heading(article: Article) -> bytes:
    """Comments that only their heading tells."""
    said = "".join(f"<div class='css-c'><span>reader</span><p>{words}</p></div>" for words in (COMMENT, REPLY))
    return _made_names_around(article, f"<div class='css-2'><h3>2 Comments</h3>{said}</div>")


def boxes_between(article: Article) -> bytes:
    """Boxes in the middle of the text: another story, a letter to subscribe to."""
    boxes = (
        f"<div class='css-b'><h4>Read next</h4><p>{RELATED}</p></div>"
        f"<div class='css-n'><h4>Our newsletter</h4><p>{NEWSLETTER}</p></div>"
    )
    return page(article, f"<main><h1>{article.title}</h1>{paragraphs(article, between=boxes)}</main>")


def references(article: Article) -> bytes:
    """Titles of what an article rests on, under a heading without a box of its own."""
    listed = f"<h2>References</h2><ol><li>{RELATED}. Retrieved 2 May 2020.</li></ol><p>{ALSO}</p>"
    return page(article, f"<article><h1>{article.title}</h1>{paragraphs(article)}{listed}</article>")


MORE_PAGES: tuple[Callable[[Article], bytes], ...] = (
    live_blog, encyclopaedia, press_office, situation_report, discussion, web_letter, paywall, made_names, slides,
    plain_wire, teasers_with_words, comments_by_heading, boxes_between, references,
)  # fmt: skip
