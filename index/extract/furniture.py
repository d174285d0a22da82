"""The surroundings of the news on a page: banners, buttons, sign-up lines, notices. Patterns only, known wordings kept general."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEVER_LONGER = 700
"""A paragraph longer than this is not thrown away for what it starts with."""

_WHOLE = re.compile(
    r"""(?:
      (?:oops|sorry|uh[ -]oh)\W* | something\ went\ wrong.{0,60} | please\ try\ again\b.{0,40}
    | (?:we\ )?(?:could\ not|couldn[’']t|cannot|can[’']t)\ (?:load|be\ loaded)\b.{0,40} | (?:an\ )?error\ (?:occurred|loading)\b.{0,40}
    | (?:read|see|show|load|view|watch|learn|find\ out)\ (?:more|all|less)\W{0,3} | continue\ reading\W* | keep\ reading\W*
    | (?:story|article|content)\ continues\ (?:below|after)\b.{0,40} | (?:scroll|click)\ (?:down\ )?(?:here\ )?to\ .{0,40}
    | advertis(?:e)?ment\W* | sponsored(?:\ content)?\W* | (?:paid|partner)\ content\W* | ad\ feedback\W*
    | (?:\d+\.\ )?how\ relevant\ is\ this\ ad\ to\ you\W* | video\ player\ was\ slow\ to\ load.{0,300} | (?:loading|buffering)\W*
    | ·?\s*\d{1,3}\s?min(?:ute)?s?\s(?:read|listen|watch)\W* | (?:in|inside)\ this\ (?:article|story)\W* | listen\ to\ (?:this\ )?(?:article|story)\W*
    | (?:share|save|print|email|gift|tweet|copy|bookmark|comment|reprints?)(?:\ (?:link|this|this\ (?:article|story|page|link)|(?:(?:this\ (?:article|story|page)\ )?(?:on|via|by)\ (?:facebook|twitter|x|e-?mail|whatsapp|linkedin|reddit))))?\W*
    | (?:\d+\ )?(?:view\ )?comments?\ ?(?:\(\d+\))?\W* | (?:facebook|twitter|x|whatsapp|linkedin|reddit|flipboard|email|print|messenger|telegram)\W*
    | skip\ to\ (?:main\ )?(?:content|navigation).{0,40} | (?:sign|log)\ in\W* | subscribe(?:\ now|\ today)?\W* | menu\W* | home\W* | search\W*
    | our\ goal\ is\ to\ create\ a\ safe\ and\ engaging\ place.* | .{0,200}\bwe(?:\ are|\ have|[’']re|[’']ve)?(?:\ temporarily)?\ (?:paus|suspend|disabl|clos|turn|remov)\w*\ (?:\w+\ ){0,3}comment.*
    | (?:comments\ are\ (?:closed|moderated)|please\ (?:keep|read)\ (?:our|comments)).{0,200} | .{0,80}\bcommunity\ guidelines\b.{0,120}
    | .{0,120}\bwe\ (?:and\ our\ partners\ )?use\ cookies\b.* | (?:accept|reject|manage)\ (?:all\ )?(?:cookies|choices|preferences)\W*
    | .{0,100}\ball\ rights\ reserved\b.{0,120} | (?:©|\(c\)|copyright\b).{0,160}
    | this\ (?:material|article|content)\ may\ not\ be\ (?:published|reproduced|reprinted).{0,200}
    | \(?you\ can\ get\b.{0,160}\b(?:delivered|inbox)\b.{0,120} | would\ you\ like\ to\ receive\b.{0,80}\bnewsletter\W*
    | we\ will\ use\ the\ (?:information|details)\ you\ have\ shared\b.* | if\ you\ wish\ to\ object\ to\ the\ use\ of\ your\ data.*
    | (?:thank\ you\ for\ supporting|support)\ (?:our|local|strong\ local|quality|independent)\ (?:local\ )?journalism.*
    | check\ your\ local\ forecast.{0,30} | contributing\W+the\ associated\ press\W*
    | (?:follow|find|contact|reach|email)\b.{0,120}\bon\ (?:twitter|x|facebook|instagram|tiktok)\b.{0,120}
    | .{0,90}\breached\ at\ (?:\S+\ or\ )?\S+@\S+.{0,120} | \S+@\S+\.\w+
    | (?:get|stay|keep|start|want|become|join|don[’']t|never|like|what[’']s|download|enjoy)\b.{0,300}\b(?:sign\ up|subscribe|newsletter|inbox|app\ store)\b.{0,200}
    | \(?(?:to\ (?:get|receive)\b.{0,80}\b)?(?:sign\ up|subscribe|click\ here)\b.{0,60}\b(?:newsletter|inbox|alerts?|free|here|updates?|today|now|briefing|podcast|e-?mails?|digital)\b.{0,200}
    | .{0,120}\ba\ version\ of\ this\ (?:story|article)\ (?:first\ )?(?:appeared|appears)\ in\b.{0,300}
    | [\W_]{1,40}
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_PROMOTIONS = (
    # "Get market news worthy of your time with Axios Markets. Subscribe for free", glued to what stands before and after,
    # perhaps cut off in the middle.
    re.compile(
        r"(?<![^\s.!?…”\"])(?:Get|Stay|Keep|Start|Catch|Make|Want|Read|Follow|Join|Enjoy|Be|Never|Don[’']t)\b[^.!?\n]{5,200}[.!?…]\s*"
        r"(?:Subscribe|Sign up|Register)\b(?:(?: now| today| here)?(?: for f(?:r(?:e(?:e)?)?)?)?)(?:\.|!)?"
    ),
    re.compile(
        r"(?<![^\s.!?…”\"])(?:Subscribe|Sign up|Register)\b[^.!?\n]{0,80}?\b(?:for free|newsletters?|to your inbox|here)\b(?:\.|!)?"
    ),
)

_LIST_HEADING = re.compile(
    r"(?:\#+\s*)?\W{0,3}(?:recommended(?:\ (?:stories|for\ you|reading|articles|videos))?|(?:related|more|other|top|popular|latest|trending|further)\ (?:stories|articles|news|reading|content|coverage|headlines)"
    r"|related|more\ from\ .{2,40}|more\ on\ this(?:\ story)?|more\ like\ this|read\ (?:more|next|also|on)|see\ also|also\ (?:read|on\ .{2,30})|up\ next|what\ to\ read\ next|editors?[’']?s?[’']?\ picks?"
    r"|trending(?:\ now)?|most\ (?:read|popular|viewed|shared|commented)|you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in|have\ missed)|don[’']t\ miss|from\ around\ the\ web)"
    r"\s*[:.…]?\W{0,3}".replace("\\ ", " "),
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """True if a whole line or paragraph is page furniture."""
    line = line.strip()
    return len(line) <= _NEVER_LONGER and _WHOLE.fullmatch(line) is not None


def is_list_heading(line: str) -> bool:
    """True if a line is the heading of a list of other stories ("Recommended Stories", "More from Axios")."""
    line = line.strip()
    return len(line) <= 60 and _LIST_HEADING.fullmatch(line) is not None


def promotions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sign-up sentences within ``[start, end)``, in order, without overlap."""
    found = sorted(match.span() for pattern in _PROMOTIONS for match in pattern.finditer(text, start, end))
    last = start
    for first, stop in found:
        if first >= last:
            yield first, stop
            last = stop
