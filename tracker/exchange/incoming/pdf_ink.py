"""Which letters of a PDF page leave no ink that a reader could see: invisible ones, and white ones on white paper.

Method: ISO 32000-2, 9.3.6 (text rendering modes) and 11 (transparency). Invisible letters over a picture are what
programs put there that read scans (OCR); these are text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

WHITE = 245
"""Red, green and blue from which a colour is taken for that of paper, 0-255."""
FAINTEST = 13
"""Opacity below which nothing is seen, 0-255."""
MOST_SHAPES = 20_000
"""Objects of a page that are asked whether letters stand on them."""
DEEPEST = 5
"""Forms in forms that are looked into."""

_FILLED, _STROKED = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})


class Box(NamedTuple):
    """In points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Ink:
    """The letters of one page."""

    def __init__(self, page: Any, text_page: Any) -> None:
        from pypdfium2 import raw as pdfium

        self._page = page
        self._text_page = text_page.raw
        self._object_of = pdfium.FPDFText_GetTextObject
        self._known: dict[int | None, str] = {}
        self.is_scan = False
        """Whether letters were met that lie unseen over a picture, so far."""

    def is_seen(self, character: int, x: float, y: float) -> bool:
        """Whether a letter can be seen. character: its number on the page; x, y: a point in its middle."""
        drawn = self._object_of(self._text_page, character)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = _look(drawn) if drawn else "dark"
        if look == "dark":
            return True
        if look == "none":
            return False
        if any(box.holds(x, y) for box in self._pictures):
            self.is_scan = self.is_scan or look == "invisible"
            return True
        return look == "white" and any(box.holds(x, y) for box in self._dark_shapes)

    @property
    def _pictures(self) -> list[Box]:
        return self._under[0]

    @property
    def _dark_shapes(self) -> list[Box]:
        return self._under[1]

    @cached_property
    def _under(self) -> tuple[list[Box], list[Box]]:
        """Pictures, and shapes that are filled with a colour. Only looked for where a letter may be unseen."""
        from pypdfium2 import PdfiumError
        from pypdfium2 import raw as pdfium

        pictures: list[Box] = []
        shapes: list[Box] = []
        kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING]
        for number, each in enumerate(self._page.get_objects(filter=kinds, max_depth=DEEPEST)):
            if number >= MOST_SHAPES:
                break
            try:
                box = _box(each)
            except PdfiumError:
                continue  # it has no size: nothing stands on it
            if each.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictures.append(box)
            elif each.type == pdfium.FPDF_PAGEOBJ_SHADING or _is_filled_dark(each):
                shapes.append(box)
        return pictures, shapes


def _look(drawn: Any) -> str:
    """ "dark", "white", "invisible" (drawn without ink) or "none" (fully transparent)."""
    from pypdfium2 import raw as pdfium

    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
    if mode < 0:
        return "dark"
    colours = list(_colours(drawn, fill=mode in _FILLED, stroke=mode in _STROKED))
    if not colours:
        return "invisible"
    inked = [colour for colour in colours if colour[3] >= FAINTEST]
    if not inked:
        return "none"
    return "white" if all(min(colour[:3]) >= WHITE for colour in inked) else "dark"


def _colours(drawn: Any, *, fill: bool, stroke: bool) -> Iterator[tuple[int, int, int, int]]:
    """Red, green, blue and opacity of what is drawn; black where the file does not tell in plain colours."""
    from pypdfium2 import raw as pdfium

    asked = ((fill, pdfium.FPDFPageObj_GetFillColor), (stroke, pdfium.FPDFPageObj_GetStrokeColor))
    for is_wanted, ask in asked:
        if is_wanted:
            parts = [ctypes.c_uint() for _ in range(4)]
            known = ask(drawn, *parts)
            yield (parts[0].value, parts[1].value, parts[2].value, parts[3].value) if known else (0, 0, 0, 255)


def _is_filled_dark(shape: Any) -> bool:
    from pypdfium2 import raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(shape.raw, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    [colour] = _colours(shape.raw, fill=True, stroke=False)
    return colour[3] >= FAINTEST and min(colour[:3]) < WHITE


def _box(shape: Any) -> Box:
    """Where it is on the page, whatever forms it is in."""
    left, bottom, right, top = shape.get_bounds()
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    around = shape.container
    while around is not None:
        matrix = around.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        around = around.container
    across, upward = zip(*corners, strict=True)
    return Box(min(across), min(upward), max(across), max(upward))
