"""The intent of a question, told by its words and their order. Pure; no model.

People type as they speak: without capitals, question marks or grammar. The rules look at the frame of a question ("any update on
X", "what did X say about Y") and leave its subject as it was typed. What fits no frame asks for a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answer.understand.accounts import accounts
from bot.answer.understand.comparisons import compared, measured
from bot.answer.understand.sides import SINGULAR, Compared, in_full
from bot.answer.understand.statements import is_statement, lacks_grammar
from index.search.answer_types import expected


class Intent(StrEnum):
    """The kinds of answers that are wanted."""

    FACT = "fact"
    TOPIC = "topic"
    LATEST = "latest"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    WHO_IS = "who_is"
    SAID = "said"
    COMPARE = "compare"
    LIST = "list"
    CLAIM = "claim"
    SEVERAL = "several"
    ADDRESS = "address"
    SMALL_TALK = "small_talk"
    FOREIGN = "foreign"

    @property
    def is_briefing(self) -> bool:
        """Answered by several developments of one story rather than by one sentence."""
        return self in (Intent.TOPIC, Intent.LATEST, Intent.SUMMARY, Intent.TIMELINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a question: its intent, what it is about, and what is left to search for.

    ``subject`` is the story, person or speaker that is meant; ``about`` what a speaker is asked about; ``sides`` what is compared.
    ``told_on`` are a speaker and a matter, where these words may ask for what somebody said, or name a thing: "Aasen on the bridge", "ban on cars".
    """

    intent: Intent
    subject: str = ""
    about: str = ""
    sides: tuple[str, ...] = ()
    told_on: tuple[str, str] | None = None


_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|yo|ok(?:ay)?|so|um+|please|pls|plz|lol|btw|also|and|but|well|bot|guys|quick question)\b[\s,:!-]*|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone|anybody)(?: please| pls)? (?:tell|give|show|explain to|find)(?!\s+(?:me|us)\s+(?:more )?about\b)(?: (?:me|us))?\s+|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone) (?:please )?(?=summari[sz]e|sum up|explain|list|compare|recap|tell (?:me|us) (?:more )?about)|"
    r"(?:do|does) (?:you|u|anyone|anybody|someone) know(?: if| whether)?\s+|(?:any idea|i wonder|i'd like to know|i want to know|"
    r"tell me|remind me)(?= (?:who|what|when|where|why|how|which|if|whether)\b)(?: if| whether)?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?:\b(?:please|pls|plz|thx|thanks|thank you|lol|btw|tho|though|anyone|anybody know)\b[\s,]*)+$",
    re.IGNORECASE,
)
_END = re.compile(r"[?!.\s]+$")
_OATH = re.compile(
    r"^(?P<word>what|who|why|how|where|when)\s+(?:(?:in )?(?:the (?:hell|heck|fuck|world)|tf|on earth|exactly|the actual fuck))\b",
    re.IGNORECASE,
)
_TOPIC_END = r"(?:\s+(?:right )?now|\s+today|\s+so far|\s+these days|\s+currently|\s+lately|\s+recently)?"

_FRAMES: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(pattern, re.IGNORECASE))
    for intent, pattern in (
        (
            Intent.TIMELINE,
            r"^(?:(?:give|show|make|write)(?: me| us)? )?(?:a |the |full |quick |short )*(?:time ?line|chronology|sequence of events)"
            r"(?: of events)?(?: (?:of|for|in|on|about|behind|around))?\s+(?P<subject>.+)$"
            r"|^(?P<subject2>.+?)[\s:,-]+(?:time ?line|chronology)(?: (?:from|since|until|up to|to) .+)?$"
            r"|^(?!(?:who|what|which|where|why|how|is|are|was|were|do|does|did|has|have|list|name|tell|put)\b)(?P<subject8>\S+ \S.*?),? (?:in (?:chronological )?order|(?:step|day|week|month|year|blow|hour) by (?:step|day|week|month|year|blow|hour)|from (?:the )?start to (?:the )?(?:end|finish)|(?:over|through|down|throughout) the years(?: (?:from|since|until|up to) .+)?)$"
            r"|^how (?:did|has|have) (?P<subject3>.+?) (?:unfold(?:ed)?|develop(?:ed)?|play(?:ed)? out|progress(?:ed)?|evolve[d]?"
            r"|(?:go|gone|come about|happen(?:ed)?)? ?from (?:the )?(?:start|beginning) to (?:the )?(?:end|finish|now))(?: so far)?$"
            r"|^what happened(?: when)?(?:,| and) (?:when|in what order) (?:in|with|during|to) (?P<subject4>.+)$"
            r"|^(?:order|course|history) of (?:events (?:in|of|for|during) )?(?P<subject5>.+)$"
            r"|^(?:the )?(?:path|track|journey|progress) of (?P<subject9>(?:the )?(?:hurricane|storm|tropical storm|typhoon|cyclone|wildfire|fire|outbreak) .+)$"
            r"|^(?:the )?(?:events|key (?:dates|events|moments)) (?:in|of|for|during) (?P<subject7>.+?)(?: in order)?$"
            r"|^how (?:did|has|have) (?P<subject6>.+?),? (?:step|day|game|round|match|stage|week|month|year|blow) by (?:step|day|game|round|match|stage|week|month|year|blow)$",
        ),
        (
            Intent.SUMMARY,
            r"^(?:(?:give|show|make|write)(?: me| us)? )?(?:a |an |the |quick |short |brief )*"
            r"(?:summari[sz]e|sum up|summary|overview|recap|rundown|round-?up|gist|(?:short|brief|quick) version|tl;?dr|tldr|catch me up|bring me up to speed|briefing|brief)"
            r"(?: me)?(?: (?:of|on|about|for|with))?[:\s]+(?P<subject>.+)$"
            r"|^(?P<subject2>.+?)[\s:,-]+(?:summary|recap|overview|tl;?dr|tldr|in a nutshell|in short|in brief)$"
            r"|^(?:(?:give|tell) (?:me|us) )?(?!(?:who|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|can|will)\b)(?P<subject3>.+?),? in (?:a few|one|two|three|four|five|\d) (?:short )?(?:lines?|words|sentences?|points?|bullets?)$",
        ),
        (
            Intent.LATEST,
            r"^(?:what(?:'?s| is| are)?|whats|give me|show me)? ?(?:the |any )?(?:very )?(?:latest|newest|most recent)"
            r"(?: (?:news|update|updates|developments?|headlines?|word|info|information|status|state))?"
            r"(?: (?:on|about|with|w/?|for|from|in|of|regarding))\s+(?P<subject>.+)$"
            r"|^(?:latest|newest|most recent) (?:news )?(?P<subject2>.+?)(?: news| updates?| headlines?)?$"
            r"|^(?:is there |are there |got |have you got )?(?:any|some)?\s*(?:more |new |recent )?(?:updates?|news|developments?|word|progress)"
            r"(?: at all)?(?: yet)? (?:on|about|with|regarding|from|for|of)\s+(?P<subject3>.+)$"
            r"|^(?:the )?(?:current |present |latest )?(?:status|state of play) (?:of|in|with|on)\s+(?P<subject10>.+)$"
            r"|^any ?thing new (?:on|about|with|from|in|regarding)\s+(?P<subject4>.+)$"
            rf"|^what(?:'?s| is|s) (?:new|happening|going on|up|the (?:status|state|situation)|the (?:current|present) (?:status|state|situation))"
            rf"(?: (?:on|about|with|w/?|in|at|of|for))\s+(?P<subject5>.+?){_TOPIC_END}$"
            rf"|^(?:where do things stand|where are we|how (?:are|do) things (?:stand|look)) (?:with|on|in|at)\s+(?P<subject6>.+?){_TOPIC_END}$"
            r"|^how(?:'?s| is| are|s) (?P<subject7>.+?) (?:doing|getting on|holding up|coming along|going)(?: (?:now|today|these days|so far|at the moment))?$"
            r"|^(?!(?:how (?:many|much|long|often|far|old)|who|when|where|why|which)\b)(?P<subject8>.+?)[\s:,-]+(?:latest|updates?|latest news|news today|newest|status|so far)$"
            r"|^(?:did|have|has) (?:they|(?:the )?(?:police|cops|authorities|officials|feds|fbi)|any(?:one|body)|some(?:one|body)) "
            r"(?:ever |finally |actually )?\w+ (?!(?:him|her|it|them|that|this|so) yet$)(?:out |up )?(?P<subject9>\S.*?) yet$",
        ),
        (
            Intent.SAID,
            r"^what(?:['’]?s| is| was| has been| were) (?P<subject6>being )?said (?:about|of|on) (?P<about6>.+)$"
            r"|^what(?:'?s| is|s)? ?(?:did|does|do|has|have|had|is|was|were)? (?P<subject>.+?) (?:have to say|(?:actually )?"
            r"(?:say|said|saying|says|tell|told|tweet|tweeted|post|posted|write|wrote|claim|claimed|think|thinks|announce|argue|"
            r"comment|commented|promise|promised|vow|pledge|warn|warned|predict|reveal|revealed|admit|confess|reply|respond|answer|demand|testify))\b(?: (?:about|on|of|regarding|to|in response to|after|when|at|in|during))?\s*(?P<about>.*)$"
            r"|^how (?:did|has|does|have|do) (?P<subject2>.+?) (?:react|reacted|respond|responded|reply|comment)(?: (?:to|on|about|when|after))?\s*(?P<about2>.*)$"
            r"|^what (?:was|were|is|are) (?P<subject3>.+?)(?:'s|s'|’s)? (?:reaction|response|comments?|statement|reply|position|view|"
            r"opinion|stance|words)(?: (?:to|on|about|of|when|after|regarding))?\s*(?P<about3>.*)$"
            r"|^(?P<subject4>.+?)(?:'s|’s)? (?:statement|comments?|quotes?|remarks|reaction|response|words|take|thoughts|views?|opinion|stance)(?: (?:on|about|to|after|when|over))\s+(?P<about4>.+)$"
            r"|^(?:the )?(?:reaction|response|comments?|statement|remarks|words|views?|opinion|stance|take) (?:of|by|from) (?P<subject9>\S+(?: \S+){0,6}?) (?:to|on|about|after|over|regarding) (?P<about9>.+)$"
            r"|^what (?P<subject10>\S+(?: \S+){0,4}?) (?:said|says|thinks?|thought|tweeted|wrote) (?:about|on|of|to|after|when) (?P<about10>.+)$"
            r"|^(?:did|has|have) (?P<subject8>\S+(?: \S+){0,4}?) (?:(?:say|said|comment|commented|tweet|tweeted) (?:any|some)thing(?: (?:about|on|to|after|when)\s+(?P<about8>.+))?|(?:comment|commented) on\s+(?P<about11>.+))$"
            r"|^how (?:(?:does|do) (?P<subject11>.+?) (?:feel about|see|view|regard)|did (?P<subject12>.+?) feel about)\s+(?P<about12>.+)$"
            r"|^quotes? (?:by|from|of) (?P<subject5>.+?)(?: (?:on|about) (?P<about5>.+))?$"
            r"|^(?P<subject7>(?:the )?(?:public )?)reactions? to (?P<about7>.+)$",
        ),
        (
            Intent.TOPIC,
            r"^(?:so )?what(?:'?s| has| have|s)? ?happen(?:ed|ing|s)?(?: exactly| again)?(?: (?:to|with|w/?|in|at|on|during|about|after|between))\s+(?P<subject>.+)$"
            r"|^what happened (?P<subject0>(?:yesterday|today|this|last|on)\b.*)$"
            r"|^(?:tell (?:me|us)|explain|talk|info|information|details?|more|background|facts|story|stories|articles?|news|anything|something|"
            r"everything|reports?|coverage|pieces?|what (?:do|did) (?:you|we|u) (?:know|have|hear)|what (?:can|could) you tell (?:me|us)|"
            r"(?:give|show|find)(?: me| us)? (?:all |the |some |any |every )?(?:articles?|news|stories|info|details?|everything|something|anything|coverage))"
            r"(?: more| all| everything| a bit| something)?(?: (?:about|on|of|regarding|concerning|re|covering|from|in))\s+(?P<subject2>.+)$"
            r"|^explain (?P<subject3>.+)$"
            r"|^(?:what|how) about (?P<subject9>(?:the |that )?[\w’'-]+(?: [\w’'-]+){0,3})$"
            r"|^what(?:'?s| is| was|s| were| are) (?:the |this |that |all )?(?:whole |entire |big )?(?P<subject4>.+?)"
            r" (?:thing|deal|story|situation|saga|mess|drama|fuss|affair|issue|case|controversy|scandal|row)(?: (?:about|all about))?$"
            r"|^what(?:'?s| is| was|s) (?:the |this |that |all )?(?:deal|story|thing|situation|fuss|drama|issue|matter|problem|background|beef|feud|quarrel|row|dispute|trouble|hype|buzz) "
            r"(?:with|w/?|about|of|behind|in|on|between|over|around)\s+(?P<subject5>.+)$"
            r"|^what(?:'?s| is| was|s) (?P<subject6>.+?) (?:all )?about$"
            r"|^(?P<subject7>.+?)[\s,:-]+(?:what happened|what(?:'?s| is|s) (?:that|this|it)(?: all)? about|what(?:'?s| is|s) going on|what(?:'?s| is) the (?:deal|story)|explained|any info)$"
            r"|^(?:(?:fill|clue) (?:me|us) in (?:on|about)|walk (?:me|us) through|(?:show|find) (?:me|us)|(?:search|look) for|look ?up|read up on|context (?:on|for|of)|"
            r"(?:i |we )?(?:want|wanna|need|would like|['’]d like) (?:to )?(?:know|hear|read|learn|info|information|details)(?: (?:more|everything|something|all))? (?:about|on)|"
            r"(?:tell (?:me|us) )?(?:everything|anything|all) (?:that )?(?:you|u) (?:know|have|got) (?:about|on)|"
            r"(?:have |did |do )?(?:you|u) (?:heard?|got|have|know) (?:anything |something )?(?:about|on)|(?:got|heard) (?:anything |something )?(?:about|on)|what have (?:you|u) got on|what do we know so far (?:about|of)|"
            r"(?:did|has) (?:any|some)thing (?:happen(?:ed)?|changed?) (?:with|to|in|at)|(?:what(?:ever)? (?:became|came|happened)|what(?:ever)? has (?:become|come)) (?:of|to)|"
            r"what (?:just happened|went down|went on|goes on) (?:to|with|in|at|on|during|between))\s+(?P<subject10>.+)$"
            r"|^what(?:'?s|s| is) in the news(?: (?:about|on|today))?\s*(?P<subject8>.*)$",
        ),
        (
            Intent.COMPARE,
            r"^(?:compare|contrast)\s+(?P<a>.+?)\s+(?:and|with|to|against|vs\.?|versus)\s+(?P<b>.+)$"
            r"|^(?:what(?:'?s| is|s)? (?:the )?)?differences? (?:between|btw|b/w|of)\s+(?P<a2>.+?)\s+(?:and|vs\.?|versus|from)\s+(?P<b2>.+)$"
            r"|^how (?:does|do|did|is|was|are|were) (?P<a3>.+?) (?:compare[d]?(?: (?:to|with))?|differ(?:ent)?(?: from)?|stack up (?:against|to))\s+(?P<b3>.+)$"
            r"|^(?!(?:who|whos|whose|when|where|why|(?:at |on )?what (?:time|day|date|channel))\b)(?P<a4>[^,?]+?)\s+(?:vs\.?|versus)\s+(?P<b4>[^,?]+?)(?:[,:?]\s*(?P<about>.+))?$",
        ),
    )
)
_MATTER = re.compile(
    r"^(?P<side>\S.{0,80}?) (?:on|about|regarding|in terms of|when it comes to) (?P<about>\S.*)$", re.IGNORECASE
)
"""The matter that a comparison is about: "Holt vs Aasen on the bridge"."""
_TOLD_ON = re.compile(r"^(?P<who>\S+(?: \S+){0,5}?) (?:on|about|regarding) (?P<what>\S.*)$", re.IGNORECASE)
_TOLD_ON_CLAUSE = re.compile(
    r"^(?P<who>(?!(?:thoughts|info|news|more|anything|something|update|details|article|story|report)s?\b)[^\s,]+(?: [^\s,]+){0,4}?) (?:on|about|regarding) (?P<what>(?:what|why|how|whether|if|who|when|where)\b.{5,})$",
    re.IGNORECASE,
)
"""A speaker and a question: "the union boss on why the talks failed"."""
_LONGEST_SPEAKER = 8
_HEADLINES = re.compile(
    r"^(?:(?:what(?:'?s| are| is|s)|give me|show me|any|the|some)\s+)*(?:(?:top|main|latest|big|biggest|today'?s|todays|new)\s+)*"
    r"(?:headlines?|news|top stories|stories|what(?:'?s| has| is|s)? (?:happened|happening|new|going on))(?:\s+(?:today|now|this (?:week|morning|month)|of the day|right now|tonight|so far))*$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^(?:who(?:'?s|s| is| was| are| were|m)|who tf is|whois)\s+(?:(?:this|that)\s+(?=\S+ \S+ (?:guy|dude|person|man|woman|lady|chap|kid|character)$))?"
    r"(?P<subject>.+?)(?: (?:guy|dude|person|lady|chap|character|person again|again))?$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"^(?:the|a|an|in|on|at|behind|to|going|being|it|that|this|these|those|there|he|she|they|most|more|responsible|now|new|next|"
    r"currently|still|also|left|running|winning|leading|my|your|his|her|their)\b|"
    r"\b(?:of|for|in|on|at|to|by|up|against|before|after|over|than|that|who|which|was|were|is|are|with|from|after|behind|now|accused|suspected|involved|going|and what)\b|"
    r"\b\w+(?:ing)\b|\b(?:killed|arrested|charged|elected|named|blamed|dead|alive|ceo|president|minister|king|queen|pope|mayor|winner)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:(?:people )?(?:in|from|at|for|to|against|with) )?(?:which|what)\s+(?:(?:other|all|different|new|big|major|main|top|foreign|\w+an|\d+|two|three|four|five|six)\s+)*"
    r"(?P<noun>[a-z-]{3,}s|people|children|men|women)\s+(?!did\b.*\bsay\b)(?P<rest>.+)$"
    r"|^(?:which|what)\s+(?!(?:is|was|are|were|does|do|did|has|have|had|can|could|will|would|should|kinds?|types?|sorts?|days?|times?|years?|happens|percent|the|an?|if)\b)(?:[\w’'-]+\s+){1,4}"
    r"(?P<noun2>[a-z-]{3,}s|people|children|men|women)\s+(?:are|were|have|had|got|get|do|did|will|would|can|could|may|must|might|(?:is|was|does|has)(?! there)(?= \w+ \w))\b(?!.*\bsay\b)(?P<rest6>.+)$"
    r"|^(?:list|name)\s+(?:of\s+)?(?:all |every |some |the )*(?P<rest2>.+)$"
    r"|^(?:what (?:are|were) )?(?:all )?(?:the )?names of (?P<rest7>.+)$|^(?:the )?(?:full |complete |whole )?list of (?P<rest8>.+)$"
    r"|^(?P<rest9>.+?) (?:(?:full |complete )?list|names)$|^(?:the )?top (?:\d{1,3}|two|three|five|ten) (?P<rest10>.+)$"
    r"|^(?:who all|who are all|who else)\b(?P<rest3>.*)$|^what are (?:all )?the (?P<rest4>.+)$"
    r"|^who (?:are|were)(?: all)? (?:the|those|these|his|her|their|its) (?P<rest11>(?:[\w’'-]+ ){0,3}(?:[a-z-]{3,}s|dead|people|children|men|women)\b.*)$"
    r"|^who (?:all )?(?:died|(?:was|were|got|has been|have been) (?:all )?(?:killed|shot|hurt|injured|arrested|charged|indicted|expelled|nominated|evacuated|rescued|detained))\b(?P<rest12>.*)$"
    r"|^who (?:has|have) (?:all |already |so far )*(?:sued|joined|signed|resigned|quit|endorsed|backed|condemned|criticized|criticised|denied|testified|withdrawn|dropped out|donated|invested|called for)\b(?P<rest13>.*)$"
    r"|^who (?:wins|won|takes|took|gets|got|received) (?:home )?(?:all )?(?:the )?(?P<rest14>(?:[\w’'-]+ ){0,3}(?:awards|trophies|prizes|medals|titles|categories|honou?rs)\b.*)$"
    r"|^whose [a-z]{3,}s (?:are|were) (?P<rest15>.+)$"
    r"|^(?:give|show|tell) (?:me |us )?(?:some|a few|all|every|examples?|two|three|four|five|ten|\d{1,2})(?: of)?(?: (?:the|all))* (?P<rest16>(?!(?:[\w’'-]+ ){0,3}?(?:articles|stories|news|details|facts|headlines|updates|quotes)\b)(?:[\w’'-]+ ){0,4}?(?:[a-z-]{3,}s|people|children|men|women)\b.*)$"
    r"|^what (?:else |all )?(?:has|have) (?P<rest17>\S.{1,60}? (?:already|so far)\b.*|\S.{1,60} (?:already|so far))$"
    r"|^all (?:of )?(?:the|these|those|his|her|their|its) (?P<rest18>(?!(?:[\w’'-]+ ){0,3}?(?:articles|stories|news|details|facts|headlines|updates|quotes)\b)(?:[\w’'-]+ ){0,3}?[a-z-]{3,}s (?:that |who |which |[\w’'-]+ )\S.*)$"
    r"|^how many (?:different )?\w+ and which\b(?P<rest5>.*)$",
    re.IGNORECASE,
)
_ANYBODY = frozenset(
    ("", "being", "people", "others", "anyone", "anybody", "everyone", "everybody", "the", "the public", "public")
)
"""Speakers who are nobody in particular."""
_NOBODY = frozenset("people you we i they he she it".split())
"""Words that name no speaker: what "they promised" is asked of what was spoken of before."""
_WHOSE = frozenset("the his her their its this that".split())
"""Words before "reply" or "statement" that name no speaker by themselves."""
_CLAIM = re.compile(
    r"^(?:is it (?:really |actually )?(?:true|right|correct|a fact|real)(?: that)?|it(?:'?s| is) true(?: that)?|(?:true|fact) or (?:false|fake|not)[:,]?|fact ?check[:,]?|"
    r"is this true[:,]?|(?:i |we |just )?(?:saw|seen|read|heard|hear)(?: (?:a|some|this|the) (?:post|tweet|video|article|story|claim|headline|rumou?r|thread))?"
    r"(?: (?:on \w+|online|somewhere|saying|that says|claiming|about))?(?: that)?|(?:someone|somebody|people|they|he|she|my \w+|everyone) "
    r"(?:says?|said|claims?|claimed|told me|keeps? saying|is saying|are saying)(?: that)?|apparently)\s+(?P<claim>.{6,}?)"
    r"(?:[,\s]+(?:true|real|is (?:that|this|it) (?:true|real|right|legit)|real or (?:not|fake)|true or (?:not|false)|legit|right|correct|or not|fact or fiction))?$"
    r"|^(?P<claim2>.{6,}?)[,\s]+(?:is (?:that|this|it) (?:true|real|right|legit|correct)|real or (?:not|fake)|true or (?:not|false)|(?:is it )?true|legit|fact or fiction)$",
    re.IGNORECASE,
)
_HEARD = re.compile(r"^(?:i |we |just )?(?:saw|seen|read|heard|hear)\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^(?:is|are|was|were|am|did|does|do|has|have|had|will|would|can|could|should|shall|may|might|isn'?t|aren'?t|wasn'?t|weren'?t|"
    r"didn'?t|doesn'?t|don'?t|hasn'?t|haven'?t|won'?t|can'?t)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:who|whos|whose|whom|what|whats|which|when|whens|where|wheres|why|how|hows|in what|in which|at what|on what|by how|since when|for how|to whom|from where|with whom)\b|'s\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"(?:the )?(?:(?:most|least|fewest) \w+|(?:bigg|larg|high|low|long|short|old|young|rich|poor|fast|slow|tall|deep|hott|cold|strong|deadli|"
    r"costli|prici|cheap|heavi|small|great|earli|clos|busi|hard|thick|wid)est)\b(?=.* \w)|"
    r"(?:the )?(?:first|last|only) (?:[\w’'-]{1,30} ){1,4}?(?:to|of|before|after|ever|in|since)\b|"
    r"(?:the )?best (?:(?:supporting|lead|new|original|female|male) )?(?:actor|actress|picture|film|director|song|album|artist|drama|comedy|series|player|video|collaboration)\b",
    re.IGNORECASE,
)
"""Keywords that ask for one thing, the first or the biggest of its kind: "most streamed song of 2022"."""
_ASKS_LATER = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how (?:many|much|long|old|far|big|soon|often))\b|:$", re.IGNORECASE
)
"""A question word further on, as in "it was sold to which company", or a sentence that is to be completed."""


def bare(question: str) -> str:
    """``question`` without politeness and oaths around it, its question mark and decoration."""
    text = _END.sub("", _TAIL.sub("", _END.sub("", question.strip())))
    text = _OATH.sub(lambda match: match["word"], text)
    return _POLITE.sub("", text).strip(" \t\"“”'‘’") or text or question.strip()


def read_intent(question: str) -> Reading:
    """The intent of one question that stands alone."""
    text = bare(question)
    if _HEADLINES.match(text):
        return Reading(Intent.LATEST)
    if by := compared(text):
        return Reading(Intent.COMPARE, about=by.about, sides=by.sides)
    if sides := accounts(text):
        return Reading(Intent.COMPARE, sides=sides)
    if match := _CLAIM.match(text):
        claim = match["claim"] or match["claim2"]
        if not _ASKS.match(claim) and not (_HEARD.match(text) and lacks_grammar(claim)):
            return Reading(Intent.CLAIM, claim)
    for intent, frame in _FRAMES:
        if (match := frame.match(text)) and (reading := _framed(intent, match)):
            return reading
    if (match := _WHO_IS.match(text)) and _is_name(match["subject"]):
        return Reading(Intent.WHO_IS, match["subject"])
    if (match := _LIST.match(text)) and (match["noun"] or match["noun2"] or "").casefold() not in SINGULAR:
        return Reading(Intent.LIST, text)
    if match := _YES_NO.match(text):
        return Reading(Intent.CLAIM, text)
    if not _ASKS.match(text) and not _ASKS_LATER.search(text):
        if is_statement(text):
            return Reading(Intent.CLAIM, text)
        if lacks_grammar(text):
            told = (match["who"], match["what"]) if (match := _TOLD_ON.match(text)) else None
            if expected(text) or _SUPERLATIVE.match(text):
                return Reading(Intent.FACT, told_on=told)
            return Reading(Intent.TOPIC, text, told_on=told)
    if not _ASKS.match(text) and (match := _TOLD_ON_CLAUSE.match(text)):
        return Reading(Intent.FACT, told_on=(match["who"], match["what"]))
    return Reading(Intent.FACT)


def _framed(intent: Intent, match: re.Match[str]) -> Reading | None:
    found = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None}
    if intent is Intent.COMPARE:
        first, second, about = found["a"].strip(), found["b"].strip(), found.get("about", "")
        if not about and (matter := _MATTER.match(second)) and not _MATTER.match(first):
            second, about = matter["side"], matter["about"]
        by = Compared((first, second), about) if about else measured(first, second)
        return Reading(intent, about=by.about, sides=in_full(*by.sides, parallel=not by.about))
    subject = _subject(found.get("subject", ""))
    if intent is Intent.SAID:
        speaker = re.sub(
            r"^(?:did|does|do|has|have|had|is|was|are|were|can|could|should|would|will|might|may)\s+",
            "",
            subject,
            flags=re.IGNORECASE,
        )
        about = _subject(found.get("about", ""))
        if speaker.casefold() in _ANYBODY and about:
            return Reading(intent, "", about)
        if speaker.casefold() in _WHOSE:
            return None
        if not speaker or len(speaker.split()) > _LONGEST_SPEAKER or speaker.casefold() in _NOBODY:
            return None
        return Reading(intent, speaker, about)
    if not subject and intent is not Intent.TOPIC:
        return None
    return Reading(intent if subject else Intent.LATEST, subject)


def _subject(text: str) -> str:
    text = re.sub(
        r"^(?:the (?:whole|entire) |that |this |all (?:that|the) )", "", text.strip(' ,:-"“”'), flags=re.IGNORECASE
    )
    return re.sub(
        r"\s+(?:thing|stuff|story|situation|mess|saga|(?:all )?about|to (?:me|us))$", "", text, flags=re.IGNORECASE
    ).strip()


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 4 and not _NOT_A_NAME.search(text)
