"""Amounts of a kind that a question asks for: "how heavy" wants a weight, "how often" a rate, "what colour" a colour. Pure.

The words that ask seldom stand in the answer: "how heavy is the whale" is answered by "it weighs 30 tonnes".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.calendar_names import MONTH, WEEKDAY
from index.search.counts import TOLL, counted_in

NUMBER_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|third|quarter)"
)
_N = rf"(?:(?<![\w.,])\d[\d,.]{{0,15}}|\b{NUMBER_WORDS}|\b(?:one|an?|several|few|couple of))(?:[\s-]{{1,3}}(?:and a (?:half|quarter)|(?:hundred|thousand|million|billion|trillion)s?)){{0,2}}"
_COUNT = rf"(?:(?<![\w.,])\d(?:[\d,.]{{0,15}}\d)?(?:\s(?:hundred|thousand|million|billion))?|\b(?:one|{NUMBER_WORDS}))"
_GAP = r"[\s-]{0,3}(?:(?:more|full|square|cubic|metric|short|nautical|and|consecutive|straight|working|school|whole|long)[\s-])?"
_LENGTHS = (
    r"(?:miles?|mi|kilomet(?:er|re)s?|km|met(?:er|re)s?|m|centimet(?:er|re)s?|cm|millimet(?:er|re)s?|mm|feet|foot|ft|inch(?:es)?|"
    r"yards?|yds?|light-years?|stor(?:ies|eys)|fathoms?)"
)
_TIMES = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekend|fortnights?|months?|years?|decades?|centur(?:y|ies)|generations?|"
    r"seasons?|games?|matches|terms?)"
)
_LENGTH = rf"{_N}{_GAP}{_LENGTHS}\b|\b\d{{1,6}}(?:mi|km|m|ft|cm|mm|yd)\b|\b\d{{1,2}}['’]\s?\d{{0,2}}[\"”]?"
_DURATION = rf"{_N}{_GAP}{_TIMES}\b(?![\s-](?:olds?|ago)\b)|\b\d{{1,4}}(?:st|nd|rd|th)\s(?:straight\s|consecutive\s)?{_TIMES}\b|\b(?:overnight|all (?:day|night|week|year)|for (?:life|ever|good)|forever|indefinitely)\b"
_SINCE = rf"\b(?:until|till|since|from|through|to)\s(?:(?:early|late|mid|the|at least)[\s-])?(?:{MONTH}|{WEEKDAY}|\d{{1,4}}|noon|midnight)\b"
_MONEY = (
    r"[$€£¥₹₽]\s?\d[\d,.]{0,15}|"
    rf"{_N}{_GAP}(?:dollars?|euros?|pounds?|crowns?|kron(?:er|or|a|e)|yen|yuan|rubles?|roubles?|rupees?|pesos?|francs?|"
    r"cents?|pence|bucks|shekels?|lira|reais|bitcoins?|usd|eur|gbp)\b|"
    r"\d[\d,.]{0,15}(?:\s(?:million|billion|trillion))?\swon\b|\b(?:\d[\d,.]{0,15}\s)?(?:million|billion|trillion)\b(?!\s(?:people|(?:(?!(?:in|to|for|from|by|of|and|on|over)\b)[\w’'-]{1,20}\s){0,4}?[a-z]{3,20}s\b))|"
    r"\b(?:(?:is|are|was|were|be|admission|entry|for) free|free of charge|for nothing)\b"
)
_CLOCK = (
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[.h]\d\d (?:GMT|BST|UTC|IST|C?E?S?T)\b|\b\d{1,2}h\d\d\b|\b\w{3,6}\so['’]?clock\b|\b(?:noon|midnight|dawn|dusk|sunrise|sunset|daybreak|midday)\b|"
    rf"\b(?:at|until|till|by|before|after|about|around|past)\s(?:one|{NUMBER_WORDS}|\d{{1,2}})\b(?!:\d|\s?[ap]\.?m\b|[\s-](?:percent|people|of the|miles|km|dollars|euros|million|years?|days?))|"
    rf"\b(?:one|{NUMBER_WORDS})\s(?:in the (?:morning|afternoon|evening)|at night)\b"
)
_RATE = (
    rf"\b(?:once|twice|thrice|(?:{NUMBER_WORDS}|\d{{1,4}})[\s-]times?|{NUMBER_WORDS}|\d[\d,.]{{0,9}}(?:\s[a-z]{{1,20}}){{0,3}})\s(?:an?|per|each|every)\s"
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|season|year|decade|century)\b|"
    rf"\b(?:every|each)\s(?:other\s|few\s|single\s|half\s|{NUMBER_WORDS}\s|\d{{1,4}}\s){{0,2}}(?:an?\s)?"
    rf"(?:{_TIMES}|morning|afternoon|evening|quarter|half hour|spring|summer|autumn|fall|winter|{WEEKDAY}s?)\b|"
    r"\b(?:daily|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|annual|hourly|nightly|biannual(?:ly)?|biennial(?:ly)?|"
    rf"rarely|seldom|regularly|constantly|around the clock|most (?:days|nights|weeks|years)|on {WEEKDAY}s)\b"
)
_AGE = (
    rf"(?:\d{{1,4}}|\b{NUMBER_WORDS}(?:-(?:one|{NUMBER_WORDS}))?|\bone)[\s-]years?(?:[\s-]old|\sof age)\b|\baged?\s(?:of\s)?\d{{1,3}}\b|"
    r",\s\d{1,3}(?=,|\.|;|\)|\Z)|\((?:aged\s)?\d{1,3}\)|\b\d{1,3}(?:st|nd|rd|th)\sbirthday\b|"
    r"\b(?:is|was|turn(?:s|ed|ing)?|be|only|just|reached|reaches|at)\s(?:now\s)?(?:\d{1,3})(?=,|\.|;|\sand\b|\swhen\b|\son\b|\syears\b|\sat\b|\Z)|"
    rf"\b(?:built|founded|opened|established|erected|created|launched|started|begun|born|dates?|dating|dated|made|written|constructed)\b[^.;]{{0,40}}\b(?:1\d|20)\d\d\b|"
    r"\b\d{1,3}(?:\syears)?\s(?:and|or)\s(?:older|over|up|above|under|younger)\b|"
    rf"{_N}{_GAP}(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies))[\s-](?:old|ago)\b|\b\d{{1,2}}(?:st|nd|rd|th)[\s-]century\b|\bsince\s(?:1\d|20)\d\d\b"
)
_COLOURS = (
    r"\b(?:(?:dark|light|bright|pale|deep|navy|sky|royal|blood)[\s-])?(?:red|blue|green|yellow|orange|purple|violet|pink|brown|black|white|gr[ea]y|"
    r"gold(?:en)?|silver|beige|turquoise|teal|magenta|maroon|crimson|scarlet|indigo|cream|ivory|navy|khaki|bronze|copper|lilac|mauve|"
    r"blond(?:e)?|multicolou?red|rainbow|colou?rless|amber|burgundy|charcoal)(?:ish)?\b"
)
_DEGREES = rf"(?:minus\s|-)?{_N}[\s-]?(?:degrees?|°\s?[CF]?|celsius|fahrenheit|kelvins?|[CF]\b)|\bminus\s\d"
_SPEED = (
    rf"{_N}\s?(?:mph|km/?h|kph|kmh|knots?|m/s)\b|{_N}{_GAP}(?:{_LENGTHS}|knots?|\w{{1,12}}bits?)[\s-](?:an?|per|each|every)[\s-](?:second|minute|hour|day|year)\b|"
    rf"\bmach\s\d|\b(?:in|within|under|after|of)\s(?:just\s|only\s|about\s|under\s)?{_N}{_GAP}(?:seconds?|minutes?|hours?|days?)\b|\bspeed of (?:sound|light)\b"
)
_WEIGHT = rf"{_N}{_GAP}(?:tonnes?|tons?|kilograms?|kilogrammes?|kilos?|kgs?|pounds?|lbs?|ounces?|oz|grams?|grammes?|g|stones?|carats?)\b"
_PERCENT = rf"{_N}\s?(?:%|percent(?:age points?)?|per cent|pct)|\b(?:half|(?:a|one|two|three)[\s-](?:thirds?|quarters?|fifths?|tenths?)|one in \w{{1,10}}|\w{{1,10}} out of \w{{1,10}})\b|\b\d{{1,3}}\.\d\b"
_STRENGTH = (
    rf"\bmagnitude\b[^.]{{0,12}}\d|\b\d\.\d[\s-]magnitude\b|\bcategory[\s-]\d|{_N}\s?(?:mph|km/?h|kph)\b|{_PERCENT}"
)
_SIZE = (
    rf"{_LENGTH}|{_N}{_GAP}(?:acres?|hectares?|miles|kilomet(?:er|re)s|feet|met(?:er|re)s|people|residents|seats|employees|inhabitants|members)\b|"
    rf"{_MONEY}|{_PERCENT}|{_WEIGHT}|\b(?:size of|as (?:big|large|long|wide|small|tall) as)\b|\d"
)
_DIMENSIONS = {
    "tall": "tall|high|height|rises?|rising|towering|stands?|standing|elevation|skyward",
    "long": "long|length|runs?|running|stretch(?:es|ing)?|measur(?:es|ed|ing)",
    "wide": "wide|width|across|diameter|broad",
    "deep": "deep|depth|below|down|draws?|draught|draft|underwater",
    "thick": "thick|thickness|thin",
}
_NEEDS_ITS_WORD = frozenset({"wide", "deep", "thick"})
_WEIGHS, _POUNDS = re.compile(r"\bweigh|\bheav", re.IGNORECASE), re.compile(r"pounds?$", re.IGNORECASE)
_COUNTED, _MONEY_ASKED = "count", "money"
_PASSED = re.compile(
    r"\b(?:sentenc|prison|jail|behind bars|serv(?:e|es|ed|ing)\b|imprison|custody|detention|probation|term\b)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:fac(?:es?|ed|ing)|up to|maximum|could|may|might|as (?:much|many|long) as|carr(?:y|ies)|punishable|seek\w{0,4}|asked for|recommend\w{0,4}|possible)\b[^.]{0,36}\Z",
    re.IGNORECASE,
)
"""What says that a sentence is no more than threatened."""
_NEAR = 40
"""Characters around an amount in which a word says that it is a depth, a width or a weight."""
_AFTER = 14
"""Characters after a length in which "wide" or "long" says which one it is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of amount that is asked for."""

    name: str
    amounts: re.Pattern[str]
    said: re.Pattern[str]
    """The words of a question that ask for it; answers go without them."""
    certain: bool
    """An answer cannot do without such an amount."""

    @property
    def is_money(self) -> bool:
        """A sum is asked for: one article tells of many, each for something else."""
        return self.name == _MONEY_ASKED

    @property
    def is_sure(self) -> bool:
        """An amount of the kind is rarely told of anything else than what is asked about; sums and sizes are."""
        return not self.is_money and self.name != "size"

    @property
    def is_age(self) -> bool:
        """An age is asked for, which everybody in an article has."""
        return self.name == "age"

    @property
    def is_count(self) -> bool:
        """A number of things is asked for, which texts tell in many ways."""
        return self.name == _COUNTED

    def given_in(self, text: str, asked: str) -> list[tuple[int, int]]:
        """Where ``text`` gives such an amount that the question, in small letters, does not hold."""
        return [
            match.span()
            for match in self.amounts.finditer(text)
            if match.group().casefold() not in asked and not self._is_another(text, *match.span())
        ]

    def left_out_of(self, question: str) -> str:
        """``question`` without the words that ask for the measure."""
        return " ".join(self.said.sub(" ", question).split())

    def _is_another(self, text: str, start: int, end: int) -> bool:
        """It is of another kind: "18 metres wide" is no height, a length is a depth only where that is said, and some pounds
        are weighed, and a sentence that is faced is not passed."""
        if self.is_money:
            return bool(_WEIGHS.search(text[max(0, start - _NEAR) : end]) and _POUNDS.search(text[start:end]))
        if self.name == "sentence":
            passed = _PASSED.search(text[max(0, start - _NEAR) : end + _NEAR])
            return passed is None or _AT_MOST.search(text[max(0, start - _NEAR) : start]) is not None
        if self.name not in _DIMENSIONS:
            return False
        own = re.compile(rf"\b(?:{_DIMENSIONS[self.name]})\b", re.IGNORECASE)
        if self.name in _NEEDS_ITS_WORD:
            return not own.search(text[max(0, start - _NEAR // 2) : start] + text[end : end + _AFTER])
        after = re.split(r"[.,;]|\band\b", text[end : end + _AFTER], maxsplit=1)[0]
        others = "|".join(words for name, words in _DIMENSIONS.items() if name != self.name)
        return not own.search(after) and re.search(rf"\b(?:{others})\b", after, re.IGNORECASE) is not None


def _measure(
    name: str, asks: str, amounts: str, said: str = "", *, certain: bool = True
) -> tuple[re.Pattern[str], Measure]:
    words = rf"{asks}|\bhow\b|\bwhat(?:['’]?s)?\b" + (rf"|\b(?:{said})\b" if said else "")
    pattern = re.compile(amounts, re.IGNORECASE)
    return re.compile(asks, re.IGNORECASE), Measure(name, pattern, re.compile(words, re.IGNORECASE), certain)


_LASTS = r"last(?:s|ed)?(?! (?:time|night|week|month|year|summer|winter|spring|autumn|fall|season|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)|takes?|took|taken|go|goes|going|been|stay(?:s|ed)?|remain(?:s|ed)?"
_PAYS = (
    r"costs?|pa(?:y|ys|id)|priced?|worth|spen[dt]|earn(?:s|ed)?|sold|sells?|rais(?:e|es|ed)|fined?|ow(?:e|es|ed)|donat\w{1,5}|charg\w{1,4}|bail|salary|"
    r"money|tickets?|prize|rent|settle\w{0,7}|bonus|budget|fees?|fares?|damages?|loan|invest\w{0,6}|fund\w{0,5}|bought|buy|bid|offer\w{0,4}|saved?|los[te]s?|profit|revenue|bill|make|made"
)
_PRICE = (
    r"\bwhat(?=(?:['’]?s| is| was| are| were)\s(?:(?!(?:about|of|for|on|in|with|that|behind|doing|driving|causing|wrong)\b)[\w’'-]{1,30}\s){0,5}?"
    r"(?:price|cost|salary|wages?|fee|fare|bail|worth|rent)\b|"
    r" (?:did|does|do|will|would) (?:[\w’'-]{1,30}\s){1,5}?(?:cost|earn|(?:sell|go|pay) for|fetch)\b|"
    r"(?:['’]?s| is) (?:a|an|one|the) (?:[\w’'-]{1,30}\s){0,2}?(?:ticket|subscription|pass)\b(?! (?:called|named|of|that)))"
)
_MEASURES = (
    _measure("weight", r"\bhow heavy\b|\bhow much\b(?=.{1,80}\bweigh)|\bwhat\b(?=.{1,60}\bweigh)|\bweight of\b", _WEIGHT, "weigh(?:s|ed|t)?|heavy"),
    _measure("speed", r"\bhow (?:fast|quick(?:ly)?)\b|\b(?:top|maximum|what) speed\b", _SPEED, "go|goes|going|can|speed|top|maximum|travels?|moves?"),
    _measure("degrees", r"\bhow (?:hot|cold|warm|cool)\b|\bwhat temperature\b", _DEGREES, "get|gets|got|temperatures?|reach(?:es|ed)?", certain=True),
    _measure("age", r"\bhow old\b|\bwhat age\b|\bage of\b|\A(?!.*\b(?:stone|bronze|iron|ice|golden|new|middle)\sage\b).{3,60}\sage\W{0,3}\Z", _AGE, "old|age"),
    _measure("rate", r"\bhow (?:often|frequently|regularly)\b", _RATE, "happens?|takes?|place", certain=True),
    _measure("colour", r"\b(?:what|which) colou?rs?\b", _COLOURS, "colou?rs?"),
    _measure("clock", r"\b(?:what|which) (?:time|hour)\b", _CLOCK, "at|time|hour", certain=True),
    _measure("tall", r"\bhow tall\b|\bheight of\b", _LENGTH, "tall|height|high|rises?|reach\\w{0,3}"),
    _measure("deep", r"\bhow deep\b|\bdepth of\b", _LENGTH, "deep|depth"),
    _measure("wide", r"\bhow (?:wide|broad)\b|\bwidth of\b", _LENGTH, "wide|width"),
    _measure("thick", r"\bhow thick\b|\bthickness of\b", rf"{_LENGTH}|\bas (?:thin|thick) as\b", "thick|thin"),
    _measure("far", r"\bhow far\b(?! (?:along|ahead))|\bdistance (?:of|from|between)\b", rf"{_LENGTH}|{_DURATION}|\bblocks?\b", "far|away|distance|go|goes|went|travel\\w{0,4}", certain=False),
    _measure("strength", r"\bhow (?:strong|powerful|intense)\b", _STRENGTH, "strong|powerful", certain=False),
    _measure("percent", r"\b(?:what|which) (?:percent(?:age)?|per cent|share|proportion|fraction)\b|\bhow many percent\b", _PERCENT, "percent(?:age)?|share|of|get|gets|got"),
    _measure("sentence", r"\bhow (?:long|many years)\b(?![^(]{0,80}\b(?:could|can|may|might|would|will|fac\w{1,3}|maximum|most)\b)(?=[^(]{0,80}\b(?:sentenced?|prison|jail(?:ed)?|behind bars|get|gets|got|receive[sd]?)\b)", rf"{_DURATION}|\blife (?:in prison|sentence|imprisonment|behind)\b", "long|years|sentenced?|get|gets|got|receive[sd]?|prison|jail(?:ed)?"),
    _measure(_MONEY_ASKED, _PRICE, _MONEY, "s|price|cost|worth|wages?|fee|fare|bail|rent|earn|fetch|salary|pa(?:y|ys|id)|sold|sells?|go(?:es)?|for"),
    _measure(_MONEY_ASKED, rf"\bhow much (?:is|are|was|were)\b(?! (?:left|known|too|more|of|done|at|it known))|\bhow rich\b|\bhow much\b(?=.{{0,120}}\b(?:{_PAYS})\b)|\bwhat (?:price|is the price|does it cost|did it cost)\b|\b(?:price|cost) of\b", _MONEY, f"much|{_PAYS}", certain=False),
    _measure("long", r"\bhow long (?:is|are|was|were)\b(?! (?:\w{1,20} ){1,4}(?:going to|expected|able|supposed|in|away|closed|open|shut|held|suspended|banned|jailed|stuck|trapped|missing|married|president)\b)", rf"{_LENGTH}|{_DURATION}|{_SINCE}", "long"),
    _measure("duration", r"\bhow long\b(?! ago\b)", rf"{_DURATION}|{_LENGTH}|{_SINCE}", f"long|{_LASTS}", certain=False),
    _measure("size", r"\bhow (?:big|large|high|huge)\b|\bsize of\b", _SIZE, "big|large|high|size|huge", certain=False),
)  # fmt: skip


@lru_cache(256)
def measure_asked(question: str) -> Measure | None:
    """The kind of amount that ``question`` asks for; None where it asks for none, or for any number."""
    for asks, measure in _MEASURES:
        if asks.search(question):
            return measure
    counted = counted_in(question, _COUNT)
    if not counted:
        return None
    return _measure(_COUNTED, rf"\bhow many\b|{TOLL}", counted, "people|persons?|folks?", certain=False)[1]
