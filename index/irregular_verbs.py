"""English verbs whose past a stemmer does not lead back to them: "took" is a form of "take"."""

from __future__ import annotations

from index.stemming import stem

_FORMS = (
    "arise arose arisen|beat beaten|become became|begin began begun|bend bent|bite bit bitten|bleed bled|blow blew blown|break broke broken|bring brought|"
    "build built|burn burnt|buy bought|catch caught|choose chose chosen|come came|deal dealt|dig dug|draw drew drawn|drink drank drunk|"
    "drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|"
    "forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung|"
    "hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|leave left|lend lent|lose lost|make made|"
    "mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|"
    "shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|"
    "speak spoke spoken|spend spent|spin spun|stand stood|steal stole stolen|stick stuck|strike struck stricken|swear swore sworn|sweep swept|"
    "swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|wake woke woken|wear wore worn|"
    "weave wove woven|weep wept|win won|withdraw withdrew withdrawn|write wrote written"
)
_BASES = {stem(form): stem(verb[0]) for line in _FORMS.split("|") if (verb := line.split()) for form in verb[1:]}
_IRREGULAR = frozenset(_BASES.values())


def base_form(word: str) -> str:
    """The stem of ``word``; of an irregular form of a verb that of the verb."""
    own = stem(word.casefold())
    return _BASES.get(own, own)


def is_irregular(word: str) -> bool:
    """The plain form of a verb with an irregular past: "say", "win"."""
    return stem(word.casefold()) in _IRREGULAR


def base_forms(stems: frozenset[str]) -> frozenset[str]:
    """``stems`` with irregular forms of verbs as the verbs."""
    return frozenset(_BASES.get(one, one) for one in stems)


def is_past(word: str) -> bool:
    """True for a form that tells of the past: "died", "won"."""
    own = word.casefold()
    return own.endswith("ed") or base_form(own) != stem(own)
