"""Made-up feeds."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

FIRE = "Police said that nine people were killed in a fire in Mosul on 1 August 2017."
FLOOD = "The mayor said that 30 people were wounded in a flood in Basra on 2 August 2017."


def item(text: str, link: str, *, title: str = "News", day: str = "Tue, 01 Aug 2017 10:00:00 GMT") -> str:
    """An entry of an RSS feed, its text as markup."""
    words = escape(f"<p>{text}</p>")
    about = f"<title>{title}</title><link>{link}</link><pubDate>{day}</pubDate>"
    return f"<item>{about}<description>{words}</description></item>"


def rss(items: Iterable[str], *, built: str = "today") -> str:
    """An RSS feed that says when it was built."""
    about = f"<title>Coast Wire</title><language>en</language><lastBuildDate>{built}</lastBuildDate>"
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{about}{"".join(items)}</channel></rss>'


ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay Herald</title>
<entry><title>One</title><link href="https://bay.example/1"/><updated>2017-08-02T10:00:00Z</updated>
<author><name>L. Okafor</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nine died.</p><p>Ten fled.</p></div></content>
</entry>
</feed>"""
