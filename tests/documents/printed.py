"""Articles as printed pages, office documents and mails."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from itertools import zip_longest

from tests.documents.articles import (
    ALSO,
    COMMENT,
    LEGAL,
    MENU,
    MOST_READ,
    REPLY,
    Article,
)  # fmt: skip
from tests.documents.office import docx, odt, p
from tests.documents.pages import newspaper
from tests.documents.pdf import column, drawn, pdf

Line = tuple[float, float, str]
HYPHENATED = {
    "passengers": "passen-gers",
    "coastguard": "coast-guard",
    "bombardment": "bombard-ment",
    "irregularities": "irregu-larities",
    "neighbouring": "neigh-bouring",
    "maintenance": "mainte-nance",
}


def wrapped(article: Article, width: int, *, hyphens: bool = False) -> list[str]:
    """Lines of so many characters at most, an empty one after each paragraph."""
    lines: list[str] = []
    for text in article.texts:
        if hyphens:
            for word, parted in HYPHENATED.items():
                text = text.replace(word, parted)
        for line in textwrap.wrap(text, width, break_on_hyphens=hyphens):
            words = line.split(" ")
            # What was not parted at the end of a line stays whole.
            inner = [word.replace("-", "") if word in HYPHENATED.values() else word for word in words]
            lines.append(" ".join(inner))
        lines.append("")
    return lines


def _plain(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _rows(article: Article, top: float) -> list[Line]:
    return [
        (60 + 120 * at, top - 14 * row, cell)
        for row, cells in enumerate(article.table)
        for at, cell in enumerate(cells)
    ]


def _shown(lines: Sequence[Line]) -> list[Line]:
    return [(x, y, _plain(text)) for x, y, text in lines if text]


def report(article: Article) -> bytes:
    """One column on two pages, with running heads, page numbers and a table."""
    lines = wrapped(article, 80)
    half = len(lines) // 2
    pages = []
    for number, part in ((1, lines[:half]), (2, lines[half:])):
        head = [(60.0, 810.0, f"{article.publisher} - {article.day}"), (280.0, 25.0, f"Page {number} of 2")]
        body = column(60, 740, part)
        more = _rows(article, 740 - 14 * len(part) - 30) if number == 2 else []
        title = drawn((60, 765, article.title), size=18) if number == 1 else ""
        pages.append(f"{title}\n{drawn(*_shown([*head, *body, *more]))}")
    about = (
        f"/Title ({article.title}) /Author ({article.author}) /CreationDate (D:{article.day.replace('-', '')}080000Z)"
    )
    return pdf(*pages, info=about)


def two_columns(article: Article, *, in_rows: bool = False, hyphens: bool = True) -> bytes:
    """Two narrow columns, words parted at line ends, a foot that repeats."""
    lines = wrapped(article, 42, hyphens=hyphens)
    half = (len(lines) + 1) // 2
    left, right = column(50, 740, lines[:half], step=13), column(310, 740, lines[half:], step=13)
    body = [line for pair in zip_longest(left, right) for line in pair if line] if in_rows else left + right
    foot = [(50.0, 30.0, f"{MENU}"), (540.0, 30.0, "1")]
    last = drawn((50, 700, "The end of this edition."), (50, 30, MENU), (540, 30, "2"), size=10)
    return pdf(drawn(*_shown([*body, *foot]), size=10), last)


def in_rows(article: Article) -> bytes:
    """The same, with the two columns written line by line."""
    return two_columns(article, in_rows=True, hyphens=False)


def from_browser(article: Article) -> bytes:
    """As a browser prints: the address at the foot, the day and the title at the head."""
    lines = wrapped(article, 88)
    third = len(lines) // 3 + 1
    pages = []
    for number in range(3):
        head = [
            (30.0, 822.0, f"8/2/19, 3:04 PM {article.title}"),
            (30.0, 15.0, f"https://news.example/a {number + 1}/3"),
        ]
        pages.append(drawn(*_shown([*head, *column(40, 770, lines[number * third : (number + 1) * third])]), size=10))
    return pdf(*pages)


def word(article: Article) -> bytes:
    """With running heads, a table, a comment and a tracked deletion."""
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in article.table)
    struck = f"<w:p><w:del><w:r><w:delText>{MOST_READ}</w:delText></w:r></w:del></w:p>"
    body = p(article.title) + "".join(p(text) for text in article.texts[:3]) + struck
    body += "".join(p(text) for text in article.texts[3:]) + f"<w:tbl>{cells}</w:tbl>" + p(ALSO, looks="<w:vanish/>")
    parts = {"header": p(MENU), "footer": p(LEGAL), "comments": f"<w:comment>{p(COMMENT)}</w:comment>"}
    return docx(body, parts=parts, core=f"<dc:title>{article.title}</dc:title>")


def open_document(article: Article) -> bytes:
    """With a table, a note in the margin, a table of contents and a hidden paragraph."""
    cells = [
        "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        for row in article.table
    ]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    styles = '<style:style style:name="T9"><style:text-properties text:display="none"/></style:style>'
    body = f"<text:table-of-content><text:p>{MENU}</text:p></text:table-of-content><text:h>{article.title}</text:h>"
    body += "".join(f"<text:p>{text}</text:p>" for text in article.texts)
    body += f'<text:p text:style-name="T9">{MOST_READ}</text:p><table:table>{rows}</table:table>'
    body += f"<text:p><office:annotation><text:p>{REPLY}</text:p></office:annotation></text:p>"
    return odt(body, styles=styles)


def plain_mail(article: Article) -> bytes:
    """A press release as plain text, in lines of 72."""
    message = _mail(article)
    message.set_content("\n\n".join(textwrap.fill(text, 72) for text in article.texts), cte="quoted-printable")
    return message.as_bytes()


def page_mail(article: Article) -> bytes:
    """A page in a mail, with a few words for readers without one, and an attachment."""
    message = _mail(article)
    message.set_content("This mail is best read as a page.")
    message.add_alternative(newspaper(article).decode(), subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="statement.pdf")
    return message.as_bytes()


def _mail(article: Article) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{article.author} <desk@ledger.example>"
    message["Subject"] = article.title
    message["Date"] = "Tue, 12 Mar 2019 08:00:00 +0000"
    return message


PRINTED: dict[Callable[[Article], bytes], str] = {
    report: "pdf",
    two_columns: "pdf",
    in_rows: "pdf",
    from_browser: "pdf",
    word: "docx",
    open_document: "odt",
    plain_mail: "eml",
    page_mail: "eml",
}
"""How an article is written down -> the suffix of such files."""
