"""Charts as SVG, drawn without a library: the same figures give the same file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_COLOURS = ("#1f5fa8", "#d9822b", "#3c8d5a", "#9b4f96", "#777777")
_FONT = 'font-family="sans-serif" font-size="12"'
_ROW, _BAR, _WIDTH, _LABEL = 18, 14, 720, 170


def bars(title: str, groups: Mapping[str, Mapping[str, float]]) -> str:
    """Panels of horizontal bars below each other, each with a scale of its own: panel -> name -> value."""
    parts: list[str] = []
    names = list(dict.fromkeys(name for values in groups.values() for name in values))
    top = 40
    for panel, values in groups.items():
        parts.append(_text(8, top, panel, bold=True))
        most = max(values.values(), default=0.0) or 1.0
        for name, value in values.items():
            top += _ROW
            length = (_WIDTH - _LABEL - 90) * value / most
            colour = _COLOURS[names.index(name) % len(_COLOURS)]
            parts.append(_text(_LABEL - 8, top, name, end=True))
            parts.append(f'<rect x="{_LABEL}" y="{top - 11}" width="{length:.1f}" height="{_BAR}" fill="{colour}"/>')
            parts.append(_text(_LABEL + length + 6, top, short(value)))
        top += 30
    return _svg(title, top - 10, parts)


def lines(title: str, panels: Mapping[str, Mapping[str, Sequence[tuple[float, float]]]]) -> str:
    """Panels of lines below each other, from zero up: panel -> name -> points, whose x is the same scale in all."""
    parts: list[str] = []
    height, left, right = 110, 60, _WIDTH - 170
    widest = max(x for named in panels.values() for points in named.values() for x, _ in points)
    top = 40
    for panel, named in panels.items():
        parts.append(_text(8, top, panel, bold=True))
        highest = max(y for points in named.values() for _, y in points) * 1.15 or 1.0
        floor = top + 20 + height
        parts.append(
            f'<path d="M{left} {top + 12}V{floor}H{right}" fill="none" stroke="#999"/>'
            + _text(left - 6, top + 24, short(highest), end=True)
            + _text(left - 6, floor, "0", end=True)
        )
        xs = sorted({x for points in named.values() for x, _ in points})
        parts += [_text(left + (right - left) * x / widest, floor + 15, f"{x:,.0f}", end=True) for x in xs]
        for number, (name, points) in enumerate(named.items()):
            colour = _COLOURS[number % len(_COLOURS)]
            at = [(left + (right - left) * x / widest, floor - height * y / highest) for x, y in points]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at]
            parts.append(_text(right + 10, at[-1][1] + 4, f"{name}: {short(points[-1][1])}"))
        top = floor + 45
    return _svg(title, top - 10, parts)


def short(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _text(x: float, y: float, words: str, *, bold: bool = False, end: bool = False) -> str:
    more = (' font-weight="bold"' if bold else "") + (' text-anchor="end"' if end else "")
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    body = "\n".join([_text(8, 18, title, bold=True), *parts])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" {_FONT}>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )
