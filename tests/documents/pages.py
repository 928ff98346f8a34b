"""Articles as saved pages: as newspapers, blogs and old sites build them."""

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


def paragraphs(article: Article, *, between: str = "") -> str:
    """All paragraphs; between: markup that stands after the second one."""
    marked = [f"<p>{escape(text)}</p>" for text in article.texts]
    return "\n".join([*marked[:2], between, *marked[2:]])


def table(article: Article) -> str:
    head, *rows = article.table
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{cells}</tr>{body}</table>"


def page(article: Article, body: str, *, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(article.title)}</title>{head}'
        f"</head><body>{body}</body></html>"
    ).encode()


def newspaper(article: Article) -> bytes:
    """As most papers today: landmarks, metadata, a bar of cookies, comments."""
    head = (
        f'<meta name="author" content="{article.author}"><meta property="og:site_name" content="{article.publisher}">'
        f'<meta property="article:published_time" content="{article.day}T08:00:00Z">'
    )
    return page(
        article,
        f"<div id='cookie-consent' class='cookie-banner' role='dialog'><p>{PRIVACY}</p><p>{COOKIES}</p></div>"
        f"<header><nav><ul><li><a href='/'>{MENU}</a></li></ul></nav></header><main><article><h1>{article.title}</h1>"
        f"<p class='byline'>By {article.author}</p>{paragraphs(article, between=_read_more(RELATED))}{table(article)}"
        f"</article><aside class='most-read'><h2>Popular</h2><ul><li><a href='/1'>{MOST_READ}</a></li></ul></aside>"
        f"<section id='comments' class='comments'><h2>Comments</h2><div class='comment'><p>{COMMENT}</p></div>"
        f"<div class='comment'><p>{REPLY}</p></div></section></main><footer><p>{LEGAL}</p></footer>",
        head=head,
    )


def soup(article: Article) -> bytes:
    """Nothing but divisions with names."""
    return page(
        article,
        f"<div class='top-nav menu'>{MENU}</div><div class='wrapper'><div class='article-body content'>"
        f"<h1>{article.title}</h1>{paragraphs(article)}{table(article)}</div><div class='sidebar'><div class='related'>"
        f"<a href='/2'>{RELATED}</a><a href='/3'>{MOST_READ}</a></div><div class='newsletter-signup'>{NEWSLETTER}</div>"
        f"</div></div><div class='comments-area'><p>{COMMENT}</p></div><div class='footer'>{LEGAL}</div>",
    )


def old_table(article: Article) -> bytes:
    """A table for the layout, as twenty years ago."""
    return page(
        article,
        f"<table width=100%><tr><td colspan=3 class=menu><a href=/>{MENU}</a></td></tr><tr><td width=20%>"
        f"<a href=/4>{MOST_READ}</a><br><a href=/5>{ALSO}</a></td><td width=60%><h2>{article.title}</h2>"
        f"{paragraphs(article)}</td><td><i>{ADVERT}</i></td></tr><tr><td colspan=3 align=center>"
        f"<small>{LEGAL}</small></td></tr></table>",
    )


def blog(article: Article) -> bytes:
    """As blog software writes it: buttons to share, tags, trackbacks, a list of comments."""
    return page(
        article,
        f"<div id='page' class='hfeed'><div id='masthead'><nav class='main-navigation'>{MENU}</nav></div><article "
        f"class='post type-post hentry'><h1 class='entry-title'>{article.title}</h1><div class='entry-content'>"
        f"{paragraphs(article)}<ul><li>{article.texts[0]}</li></ul></div><div class='sharedaddy'><p>{SHARE}</p></div>"
        f"<footer class='entry-footer'>Posted in News</footer></article><div id='comments' class='comments-area'>"
        f"<ol class='comment-list'><li class='comment'><div class='comment-content'><p>{COMMENT}</p></div></li><li "
        f"class='comment'><div class='comment-content'><p>{REPLY}</p></div></li></ol></div><aside id='secondary' "
        f"class='widget-area'><section class='widget'><p>{NEWSLETTER}</p></section></aside></div>",
    )


def breaks(article: Article) -> bytes:
    """Paragraphs parted by line breaks in one division."""
    text = "<br><br>".join(escape(text) for text in article.texts)
    return page(
        article,
        f"<div class=nav><a href=/>{MENU}</a></div><h1>{article.title}</h1><div class=story>{text}</div>"
        f"<div class=promo><a href=/6>{MOST_READ}</a></div><div id=footer>{LEGAL}</div>",
    )


def figures(article: Article) -> bytes:
    """Pictures with captions, quotes set apart, adverts in the text."""
    quote = f"<blockquote><p>{escape(article.texts[1])}</p></blockquote>"
    rest = "".join(f"<p>{escape(text)}</p>" for text in article.texts[2:])
    return page(
        article,
        f"<div class='ad-slot advertisement'>{ADVERT}</div><main><article><h1>{article.title}</h1><figure>"
        f"<img src=a.jpg><figcaption>A picture of the place.</figcaption></figure><p>{escape(article.texts[0])}</p>"
        f"{quote}<div class='ad advert'>{ADVERT}</div>{rest}{table(article)}</article></main><aside><p>{ALSO}</p>"
        f"</aside><div class='cookie-notice' id='gdpr'><p>{COOKIES}</p></div>",
    )


def hidden(article: Article) -> bytes:
    """What scripts would show later, and what nobody ever sees."""
    return page(
        article,
        f"<div class='modal' style='display:none'><p>{NEWSLETTER}</p></div><article><h1>{article.title}</h1>"
        f"{paragraphs(article, between=f'<p hidden>{ALSO}</p>')}</article><script>var x = '{MOST_READ}';</script>"
        f"<template><p>{RELATED}</p></template><div aria-hidden='true' style='visibility:hidden'><p>{COMMENT}</p></div>"
        f"<footer>{LEGAL}</footer>",
    )


def links_between(article: Article) -> bytes:
    """Links to other stories as paragraphs of the article, a form in its middle, captions as on magazine pages."""
    link = f"<p><strong>Read more: </strong><a href='/8'>{RELATED}</a></p><form><p>{NEWSLETTER}</p><input></form>"
    return page(
        article,
        f"<div role=banner>{MENU}</div><div role=main><h1>{article.title}</h1><div class='article__body'>"
        f"{paragraphs(article, between=link)}<p><a href='/9'>{MOST_READ}</a></p></div><ul class='tags'>"
        f"<li>{MENU}</li></ul><div class='recirc'><h3>More</h3><ul><li><a href='/10'>{ALSO}</a></li></ul></div></div>"
        f"<div role=contentinfo>{LEGAL}</div>",
    )


def styled_away(article: Article) -> bytes:
    """Hidden by the page's own style sheet, not by the elements themselves."""
    style = "<style>.off, #note{display:none} p.ghost { visibility : hidden } .tiny{font-size:0}</style>"
    return page(
        article,
        f"<article><h1>{article.title}</h1>{paragraphs(article, between=f'<p class=off>{RELATED}</p>')}"
        f"<p id=note>{ALSO}</p><p class='x ghost'>{COMMENT}</p><p class=tiny>{MOST_READ}</p></article>",
        head=style,
    )


def _read_more(words: str) -> str:
    return f"<aside class='related-inline'><a href='/7'>{words}</a></aside>"


PAGES: tuple[Callable[[Article], bytes], ...] = (
    newspaper,
    soup,
    old_table,
    blog,
    breaks,
    figures,
    hidden,
    links_between,
    styled_away,
)
