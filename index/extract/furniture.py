"""What of a page is furniture, told from one line alone. What only the corpus reveals is in ``recurring``."""

from __future__ import annotations

import re

_WHOLE_LINE = re.compile(
    r"""^\W*(?:
      oops!? | something\ (?:has\ gone|went)\ wrong | (?:please\ )?try\ again.{0,30} | error\ loading.* | failed\ to\ load.*
    | in\ this\ (?:article|story) | read\ (?:more|next|full\ story|the\ full\ (?:story|article)).{0,80} | continue\ reading
    | (?:\d+\s*)?(?:min(?:ute)?s?)[\ -](?:read|watch) | (?:estimated\ )?reading\ time.{0,20}
    | (?:story\ continues|article\ continues)(?:\ below)?.{0,40} | scroll\ (?:down\ )?(?:to|for).{0,40}
    | advertis(?:e)?ment.{0,40} | ad\ feedback | sponsored(?:\ content)? | how\ relevant\ is\ this\ ad\ to\ you\?? | close\ ad.{0,20}
    | share(?:\ this.{0,30}|\ on.{0,20})? | (?:copy|print|email|save|listen|comments?|menu|search|home|login|log\ in|sign\ in)(?:\ link)?
    | skip\ to.{0,40} | back\ to\ top | loading.{0,20} | click\ (?:here|to).{0,60} | tap\ (?:here|to).{0,60}
    | (?:accept|reject|manage)\ (?:all\ )?cookies.{0,30} | view\ (?:more|comments|gallery|all).{0,30}
    | ©.{0,120} | copyright\ .{0,120} | all\ rights\ reserved.{0,60} | _+ | -+ | \*+ | \#+
    )\W*$""",
    re.I | re.X,
)

_PART_OF_LINE = re.compile(
    r"""(?:
      \bsign\ up\b.{0,60}\b(?:newsletter|here|free|inbox|alerts?|for\ our) | \bsubscribe\b.{0,60}\b(?:free|newsletter|now|today|here|channel)
    | \bnewsletter\b.{0,60}\b(?:inbox|sign\ up|subscribe|deliver) | \bdelivered\ to\ your\ inbox
    | ^\W*(?:follow|like|find|join)\ (?:us|me|@\w+|[\w.\ ’'-]{3,40})\ on\ (?:twitter|facebook|instagram|tiktok|youtube|mastodon|telegram|x\b|threads|whatsapp)
    | \bsafe\ and\ engaging\ place\b | \bsuspending\ (?:article\ )?comment | ^\W*(?:read|see|review)?\ ?our\ (?:community|comment(?:ing|s)?)\ (?:guidelines|policy|rules)
    | \bcomments?\ (?:are|is|have\ been)\ (?:closed|moderated|switched\ off|turned\ off|disabled)
    | \bwe\ (?:and\ our\ partners\ )?use\ cookies\b | \baccept\ (?:all\ )?cookies\b
    | ^\W*(?:have|got)\ a\ (?:news\ )?tip\? | \bmay\ not\ be\ (?:reproduced|published|broadcast)
    | \bdownload\ (?:our|the)\b.{0,30}\bapp\b | \bturn\ on\ (?:push\ )?notifications\b
    )""",
    re.I | re.X,
)

_PROMO = re.compile(
    r"^(?:get|stay|sign|subscribe|join|start|never|catch|follow)\b.{0,140}\b(?:subscribe|sign\ up|for\ free|newsletter|inbox|"
    r"(?:news|trends|insights|scoops|analysis|stories).{0,80}\bwith\s+[A-Z])|^subscribe(?:\ for\ free|\ now|\ today)?\W*$",
    re.I,
)

_LONGEST = 400
"""Furniture is short; a longer line that mentions a newsletter is an article about it."""


def is_furniture(line: str) -> bool:
    """Whether a line is an error banner, a control, an invitation, a policy: nothing that was reported."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    return bool(_WHOLE_LINE.match(line) or _PART_OF_LINE.search(line) or not re.search(r"\w", line))


def is_promotion(sentence: str) -> bool:
    """Whether a sentence within a blurb advertises the outlet ("Get market news ... Subscribe for free.")."""
    return len(sentence) <= _LONGEST and bool(_PROMO.search(sentence.strip()))
