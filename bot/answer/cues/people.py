"""The people whom a text names, told by how their names stand in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer.cues.speech import SAYS
from index.calendar_names import is_of_calendar
from index.search.terms import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PARTICLES = frozenset("de da do dos di del van von der den bin ibn al el la le".split())
_TITLES = frozenset(
    "mayor president minister secretary chancellor senator sen rep governor gov judge justice king queen prince princess pope captain "
    "commander inspector superintendent detective sheriff officer general colonel lieutenant sergeant doctor dr mr mrs ms miss sir dame lord "
    "lady professor prof coach goalkeeper keeper striker defender midfielder quarterback prosecutor lawyer attorney chief director chair "
    "chairman chairwoman spokesman spokeswoman spokesperson councillor councilor alderman congressman congresswoman speaker headteacher "
    "teacher engineer owner leader archbishop bishop rabbi imam actor actress singer rapper comedian author writer founder ceo star baker "
    "farmer master guard nurse driver passenger student professor biologist scientist historian analyst economist former vice deputy prime "
    "rival suspect gunman victim husband wife son daughter brother sister mother father champion candidate commissioner ambassador "
    "representative heiress librarian caretaker manager pensioner retired".split()
)
_NO_PERSON = frozenset(
    "county prison city town village state states university college club party court house senate congress parliament council committee "
    "commission department ministry agency board bureau office institute academy association federation foundation society union group "
    "corporation corp inc ltd llc company bank line lines airlines airport station store school hospital museum palace abbey castle cathedral "
    "church street road avenue square row market park bridge tower gate river lake bay sea sound strait ocean island islands cape mount "
    "mountain valley beach coast port harbor harbour north south east west northern southern eastern western new san los las sant saint "
    "republic kingdom nation nations national international federal world america american russia russian china chinese ukraine ukrainian "
    "britain british france french germany german european europe africa african asia asian israel israeli iran iranian japan japanese "
    "korea korean india indian australia australian canada canadian mexico mexican brazil brazilian turkey turkish syria syrian english "
    "democrat democrats democratic republican republicans conservative conservatives labour liberal liberals green greens christian muslim "
    "jewish catholic anglican award awards prize cup league open slam bowl series games olympics championship final finals act bill law code "
    "treaty guard army navy police force forces news times post gazette weekly ledger courier journal magazine tribune herald radio network "
    "channel press hide caption photo photos image images video file getty reuters instagram twitter facebook google youtube netflix amazon pentagon kremlin air yard works stays list center centre "
    "hall building zoo library fund trust network alliance coalition service initiative forum authority administration theatre theater studios pictures records music festival day week year covid god".split()
)
_PLACED = frozenset("in at near outside across into toward towards from around".split())
"""Words before the name of a place."""
_SPEAKS = re.compile(
    rf"(?:,\s{{1,3}}\d{{1,3}}\s?,|\s{{1,3}}(?:{SAYS}|resigned|conceded|won|scored|died|led|blamed|testified|pleaded|tweeted|agreed|wants|escaped|fled|confessed|apologi[sz]ed|married|retired|"
    rf"(?:was|is|has been|had been) (?:arrested|charged|sentenced|convicted|acquitted|born|killed|shot|found|detained|released|elected|named|"
    rf"located|captured|fired|appointed|suspended|married|survived by|accused|injured|indicted))\b)"
)
"""Words after the name of a person who is called by one name: an age, or what only a person does."""
_TELLS = re.compile(r"\s{1,3}(?:[a-z]{2,20}ed|was|is|has|had|will)\b")
"""Words after one that begins a sentence, where it is the name of who does something, or is done something to."""
_NOBODY = frozenset(
    "people police officials authorities anyone anybody someone somebody everyone everybody nobody others there they".split()
)
_ARTICLED = re.compile(r"(?:al|el|ibn|bin|d|l|de)[-’'][^\W\d_a-z]")
"""A name with its article: "al-Harbi"."""
_NUMERAL = re.compile(r"[IVX]+\Z")
_MOST_WORDS, _INITIAL = 4, 2
_MEN = frozenset(
    "aaron adam alan alex alexander andrew anthony antonio barack ben benjamin bill bob boris brad brian bruce carlos charles chris christopher "
    "daniel dave david dennis donald ed edward elon emmanuel eric frank fred gary george greg harry henry ian jack jacob james jason jeff jerome "
    "jim jimmy joe john jonathan jose joseph josh juan justin karl keir kevin kyle larry lionel luis marco mark martin matt michael mike mitch "
    "mohammed muhammad nathan nick novak oliver patrick paul peter phil ralph richard rick rishi rob robert roger ron ryan sam scott sean sergei "
    "stephen steve steven ted thomas tim tom tony vladimir volodymyr will william".split()
)
_WOMEN = frozenset(
    "abigail adele alexandria alice amanda amber amy ana andrea angela anna anne barbara beth betty beyoncé brittney camilla carol caroline catherine "
    "charlotte christine claire cynthia deborah diana dianne dina donna dorothy elena elizabeth ellen emily emma eva fiona gail gisele giorgia grace "
    "greta hannah heather helen hillary irina isabel jacinda jane janet jennifer jessica jill joan judy julia kamala karen kate katherine kathy "
    "katie kelly ketanji kim laura lauren linda lisa liz lizzo louise lucy madonna margaret maria marie mary megan meghan melissa michelle monica "
    "nancy naomi nicole nikki olivia pamela patricia rachel rebecca rihanna rita rose ruth sandra sara sarah serena sofia sonia sophie stephanie "
    "susan suzanne sylvia taylor teresa theresa tina ursula vanessa victoria virginia wendy".split()
)
"""First names that tell whether somebody is called "he" or "she"."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text names, with the title that stands before the name."""

    name: str
    title: str = ""


def people(text: str) -> tuple[Named, ...]:
    """Those whom ``text`` names, in order; who is named in full first and by one name later is one person."""
    found: list[Named] = []
    for words in _capitalised(text):
        if person := _person(text, words, found):
            found.append(person)
    full = [item for item in found if " " in item.name]
    named: dict[str, Named] = {}
    for item in found:
        whole = next((other for other in full if item.name in other.name.split()), item)
        known = named.get(whole.name)
        named[whole.name] = Named(whole.name, (known.title if known else "") or item.title or whole.title)
    return tuple(named.values())


def is_of_namesakes(text: str, name: str) -> bool:
    """``text`` names others with the last name of ``name`` in full, and nobody whose first name may be meant: no "Mike" and no "M."."""
    asked = [word.casefold() for word in _WORD.findall(name)]
    if len(asked) < 2:
        return False
    first, last = asked[0], asked[-1]
    alike = [words for named in people(text) if len(words := named.name.casefold().split()) > 1 and words[-1] == last]
    return bool(alike) and not any(word[:1] == first[:1] for words in alike for word in words[:-1])


def has_first_name(name: str) -> bool:
    """``name`` begins with a first name that people are known by: it is no thing."""
    return bool(pronoun_of(name))


def pronoun_of(name: str) -> Literal["he", "she", ""]:
    """The pronoun that the first name of ``name`` tells; empty where it tells none."""
    first = name.split()[0].casefold()
    return "he" if first in _MEN else "she" if first in _WOMEN else ""


def may_be_a_name(word: str) -> bool:
    """``word``, typed in small letters, may name somebody: it is no title, no body, and none of "people" and "police"."""
    plain = word.casefold()
    return not (plain in FUNCTION_WORDS or plain in _NO_PERSON or plain in _NOBODY or plain in _TITLES)


def is_of_a_body(words: Sequence[str]) -> bool:
    """One of ``words`` stands in the names of bodies and places, and in no person's."""
    return any(word.casefold() in _NO_PERSON for word in words)


def is_title(word: str) -> bool:
    """``word`` stands before names, as "mayor" and "widow" do."""
    return word.casefold() in _TITLES


def _capitalised(text: str) -> list[list[re.Match[str]]]:
    """Rows of words with capitals, which only blanks, initials and particles part."""
    rows: list[list[re.Match[str]]] = []
    row: list[re.Match[str]] = []
    end = 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        joined = bool(row) and (
            between in (" ", "  ")
            or (between in (".", ". ") and (len(row[-1][0]) <= _INITIAL or row[-1][0].casefold() in _TITLES))
        )
        end = word.end()
        if word[0][0].isupper() or _ARTICLED.match(word[0]):
            if not joined:
                rows.append(row)
                row = []
            row.append(word)
        elif not (joined and word[0] in _PARTICLES):
            rows.append(row)
            row = []
        else:
            row.append(word)
    return [row for row in (*rows, row) if row]


def _person(text: str, words: list[re.Match[str]], known: Sequence[Named]) -> Named | None:
    """The person whom a row of capitalised words names; None where it names none, or something else."""
    while words and words[-1][0] in _PARTICLES:
        words = words[:-1]
    title, before = "", _word_before(text, words[0].start())
    if (places := [place for place, word in enumerate(words) if word[0].casefold() in _TITLES]) and places[-1] > 0:
        words = words[places[-1] :]  # "House Majority Leader Steny Hoyer"
    while words and _is_no_name(plain := words[0][0].casefold()) and not (plain == "will" and len(words) > 1):
        title, before = (plain if plain in _TITLES else title), plain
        words = words[1:]
    if len(words) > 1 and _NUMERAL.match(words[-1][0]):
        words = words[:-1]
    if not 0 < sum(word[0] not in _PARTICLES for word in words) <= _MOST_WORDS:
        return None
    parts = [re.sub(r"[’']s?\Z", "", word[0]) for word in words]
    plain_parts = [part.casefold() for part in parts]
    initials_only = all(len(part) == 1 for part in parts)  # "the U.S."
    if initials_only or any(part in _NO_PERSON for part in plain_parts) or is_of_calendar(plain_parts[0]):
        return None
    if any(len(part) > 1 and part.isupper() for part in parts[1:]) or (parts[0].isupper() and len(parts[0]) > 2):
        return None
    title = title or (before if before in _TITLES else "")
    if not title and (before == "the" or before in _PLACED):
        return None
    if text[words[-1].end() : words[-1].end() + 7] == ", which":
        return None
    name = text[words[0].start() : words[-1].end()]
    name = re.sub(r"[’']s?\Z", "", name)
    is_known = any(name in item.name.split() for item in known)
    alone = len(parts) == 1
    if alone and not (title or is_known or _SPEAKS.match(text, words[-1].end()) or _does(text, words[-1])):
        return None
    return Named(name, title)


def _does(text: str, word: re.Match[str]) -> bool:
    """A word that begins a sentence is the name of who does something: no plural, no word that stands in small letters as well."""
    plain = word[0].casefold()
    common = plain.endswith("s") or plain in _NOBODY or re.search(rf"\b{re.escape(plain)}\b", text) is not None
    return not common and _TELLS.match(text, word.end()) is not None


def _is_no_name(word: str) -> bool:
    """What may stand with a capital before a name: the first word of a sentence, a weekday, a title."""
    return word in FUNCTION_WORDS or word in _TITLES or word.endswith("ing") or is_of_calendar(word)


def _word_before(text: str, position: int) -> str:
    """The word that stands before a place of ``text``, with nothing but blanks between; empty without one."""
    before = re.search(r"([^\W\d_]{1,20})\s{1,2}\Z", text[max(0, position - 24) : position])
    return before[1].casefold() if before else ""
