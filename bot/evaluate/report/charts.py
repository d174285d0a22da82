"""Charts as SVG text: colours and fonts come from the page's style sheet, details from tooltips. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from bot.evaluate.measures import BY_KEY
from bot.evaluate.summary import Slice, Summary, Value
from bot.evaluate.tables import ROW_ORDER, interval, number
from bot.presentation.wording import count

_WIDTH, _HEIGHT = 460, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 12, 44
_CUTOFFS = (1, 4, 10, 30)


class _Plot:
    """A square of axes, both from 0 to 1 unless scaled, to which marks are added."""

    def __init__(self, label: str, x_title: str, y_title: str) -> None:
        self._parts: list[str] = []
        self._label = label
        self.text(_LEFT + (_WIDTH - _LEFT - _RIGHT) / 2, _HEIGHT - 6, x_title, "axis middle")
        self.text(_LEFT - 34, _TOP + 2, y_title, "axis", turn=True)

    @staticmethod
    def x(share: float) -> float:
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    @staticmethod
    def y(share: float) -> float:
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def text(self, x: float, y: float, text: str, style: str, *, turn: bool = False) -> None:
        turned = f' transform="rotate(-90 {x:.1f} {y:.1f})" text-anchor="end"' if turn else ""
        self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{style}"{turned}>{escape(text)}</text>')

    def line(self, points: Iterable[tuple[float, float]], style: str, tip: str = "") -> None:
        path = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
        self._parts.append(f'<polyline class="{style}" points="{path}">{_tip(tip)}</polyline>')

    def dot(self, x: float, y: float, style: str, tip: str, radius: float = 4) -> None:
        self._parts.append(
            f'<circle class="{style}" cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="{radius:.1f}">{_tip(tip)}</circle>'
        )

    def bar(self, x: float, width: float, height: float, style: str, tip: str) -> None:
        self._parts.append(
            f'<rect class="{style}" x="{self.x(x):.1f}" y="{self.y(height):.1f}" width="{width * (self.x(1) - self.x(0)):.1f}" '
            f'height="{self.y(0) - self.y(height):.1f}">{_tip(tip)}</rect>'
        )

    def grid(self, x_ticks: Mapping[float, str], y_ticks: Mapping[float, str]) -> None:
        for share, name in y_ticks.items():
            self.line(((0, share), (1, share)), "grid")
            self.text(_LEFT - 6, self.y(share) + 4, name, "tick end")
        for share, name in x_ticks.items():
            self.text(self.x(share), _HEIGHT - _BOTTOM + 16, name, "tick middle")

    def svg(self) -> str:
        return _svg(self._label, _WIDTH, _HEIGHT, self._parts)


_SHARES = {0.0: "0", 0.25: ".25", 0.5: ".5", 0.75: ".75", 1.0: "1"}


def retrieval_chart(summary: Summary) -> str:
    """The share of questions with a hit among the first k, for each way of searching; empty where it does not apply."""
    rows = {name: summary.rows[name] for name in ROW_ORDER if name in summary.rows} or {
        ROW_ORDER[-1]: dict(summary.measures)
    }
    prefix = "" if any("hit@1" in values for values in rows.values()) else "article_"
    if not any(f"{prefix}hit@1" in values for values in rows.values()):
        return ""
    plot = _Plot("Retrieval by k", "first k passages" if not prefix else "first k articles", "share with a hit")
    places = {k: place / (len(_CUTOFFS) - 1) for place, k in enumerate(_CUTOFFS)}
    plot.grid({0.04 + 0.92 * share: str(k) for k, share in places.items()}, _SHARES)
    for name, values in rows.items():
        style = f"series-{ROW_ORDER.index(name)}"
        points = [
            (0.04 + 0.92 * places[k], v, k) for k in _CUTOFFS if (v := values.get(f"{prefix}hit@{k}")) is not None
        ]
        plot.line(((x, v.value) for x, v, _ in points), f"line {style}")
        for x, v, k in points:
            if name == ROW_ORDER[-1]:
                plot.line(((x, v.low), (x, v.high)), f"line thin {style}")
            plot.dot(x, v.value, f"dot {style}", f"{name}, hit@{k}: {number(v.value)} ({interval(v)})")
    return plot.svg() + _legend([(name, f"series-{ROW_ORDER.index(name)}") for name in rows])


def risk_coverage_chart(summary: Summary, operating: tuple[float, float] | None) -> str:
    """The share wrong among the most confident answers; ``operating`` is where the threshold puts the bot."""
    if not summary.risk_coverage:
        return ""
    area = summary.measures.get("aurc")
    plot = _Plot("Risk and coverage", "share of questions answered, most confident first", "share of them wrong")
    plot.grid(_SHARES, _SHARES)
    plot.line(summary.risk_coverage, "line series-3", f"area {number(area.value)} ({interval(area)})" if area else "")
    if operating:
        plot.dot(
            *operating, "dot now", f"now: {number(operating[0])} answered, {number(operating[1])} of them wrong", 6
        )
    legend = [("at the threshold", "now")] if operating else []
    return plot.svg() + _legend([(f"area {number(area.value)}" if area else "risk", "series-3"), *legend])


def reliability_chart(summary: Summary) -> str:
    """Confidence against the share right; on the diagonal the confidence means what it says."""
    if not summary.reliability:
        return ""
    plot = _Plot("Reliability", "confidence", "share right")
    plot.grid(_SHARES, _SHARES)
    plot.line(((0, 0), (1, 1)), "line dashed")
    most = max(asked for _, _, asked in summary.reliability)
    plot.line(((c, r) for c, r, _ in summary.reliability), "line thin series-3")
    for confidence, right, asked in summary.reliability:
        tip = f"confidence {number(confidence)}: {number(right)} right of {asked}"
        plot.dot(confidence, right, "dot series-3", tip, 3 + 7 * math.sqrt(asked / most))
    return plot.svg() + _legend([("questions, larger: more", "series-3"), ("perfect", "dashed")])


def latency_chart(seconds: Sequence[float]) -> str:
    """A histogram of the seconds that questions took."""
    if not seconds:
        return ""
    top = max(seconds)
    step = _nice(top / 12)
    bins = max(1, math.ceil(top / step + 1e-9))
    counts = [0] * bins
    for value in seconds:
        counts[min(bins - 1, int(value / step))] += 1
    most = max(counts)
    plot = _Plot("Time for a question", "seconds", "questions")
    y_step = max(1, round(_nice(most / 4)))
    every = max(1, math.ceil(bins / 8))
    x_ticks = {place / bins: f"{place * step:g}" for place in range(0, bins + 1, every)}
    plot.grid(x_ticks, {n / most: str(n) for n in range(0, most + 1, y_step)})
    for place, asked in enumerate(counts):
        if asked:
            tip = f"{place * step:g} to {(place + 1) * step:g} s: {asked}"
            plot.bar(place / bins + 0.004, 1 / bins - 0.008, asked / most, "bar series-3", tip)
    ordered = sorted(seconds)
    for share, style in ((0.5, "now"), (0.95, "dashed")):
        value = ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]
        plot.line(((value / (bins * step), 0), (value / (bins * step), 1)), f"line {style}", f"{value:.2f} s")
    return plot.svg() + _legend([("median", "now"), ("95th percentile", "dashed")])


def slices_chart(slices: Sequence[Slice], key: str) -> str:
    """A bar a slice with its interval, for one measure; empty where no slice has it."""
    shown = [(item, item.values[key]) for item in slices if key in item.values]
    if not shown:
        return ""
    row, top, left, width = 26, 4, 150, 460
    height = top + row * len(shown) + 4
    scale: Callable[[float], float] = lambda share: left + share * (width - left - 46)  # noqa: E731
    parts = []
    for place, (item, value) in enumerate(shown):
        y = top + row * place
        tip = f"{item.name}: {number(value.value)} ({interval(value)}), {count(value.questions, 'question')}"
        parts += [
            f'<text x="{left - 8}" y="{y + 16}" class="tick end">{escape(_short(item.name))}</text>',
            f'<rect class="track" x="{left}" y="{y + 5}" width="{scale(1) - left:.1f}" height="14"/>',
            f'<rect class="bar series-3" x="{left}" y="{y + 5}" width="{scale(value.value) - left:.1f}" height="14">{_tip(tip)}</rect>',
            _whisker(scale, value, y + 12, tip),
            f'<text x="{width - 40}" y="{y + 16}" class="tick">{number(value.value)}</text>',
        ]
    return _svg(f"{BY_KEY[key].title} by {shown[0][0].kind}", width, height, parts)


def _whisker(scale: Callable[[float], float], value: Value, y: float, tip: str) -> str:
    return f'<polyline class="line whisker" points="{scale(value.low):.1f},{y} {scale(value.high):.1f},{y}">{_tip(tip)}</polyline>'


def _svg(label: str, width: int, height: int, parts: Iterable[str]) -> str:
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{inside}</svg>'


def _legend(entries: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 18 8" class="key"><polyline class="line {style}" points="0,4 18,4"/></svg>{escape(name)}</li>'
        for name, style in entries
    )
    return f'<ul class="legend">{items}</ul>'


def _tip(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _nice(value: float) -> float:
    """The next of 1, 2 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= value))
