"""Names of outlets and agencies as texts write them."""

from __future__ import annotations

import re

AGENCIES = {
    "AP": "Associated Press",
    "ASSOCIATED PRESS": "Associated Press",
    "REUTERS": "Reuters",
    "AFP": "Agence France-Presse",
    "UPI": "United Press International",
    "DPA": "dpa",
    "ANSA": "ANSA",
    "EFE": "EFE",
    "KYODO": "Kyodo News",
    "XINHUA": "Xinhua",
    "YONHAP": "Yonhap",
    "PTI": "Press Trust of India",
    "TASS": "TASS",
    "BLOOMBERG": "Bloomberg",
    "CNN": "CNN",
}
"""By what stands in a dateline's brackets, in capitals."""

_NAMED = r"Axios|Reuters|Bloomberg|AP|Associated Press|AFP|CNN|BBC|NPR|Politico|The Hill|CNBC|ProPublica|Vox|Insider"
_OWN = re.compile(rf"\b(?:with|from|by) ({_NAMED})(?: [A-Z]\w+)?\. ?(?:Subscribe|Sign up|$)|\b({_NAMED}) has learned\b")
"""An outlet that advertises itself in the blurb, or speaks of itself."""
_TOLD = re.compile(rf"\b(?:told|interview with) (?:the )?({_NAMED})\b")
_TAIL = re.compile(r"\s+[|–—·-]\s+([^|–—·]{2,40})$")


def agency(name: str) -> str:
    """The agency's full name, or what was given."""
    return AGENCIES.get(name.strip().upper(), name.strip())


def named_outlet(blurb: str) -> str:
    """The outlet that a blurb names as its own or as the one that was told; empty where it names none."""
    match = _OWN.search(blurb) or _TOLD.search(blurb)
    return agency(next(filter(None, match.groups()))) if match else ""


def split_title(title: str, outlet: str, site: str) -> tuple[str, str]:
    """Take the outlet's name off the end of a page title; returns (headline, outlet as the title had it or empty)."""
    title = " ".join(title.split())
    title = re.sub(r"\s*(?:\.\.\.|…)$", "", title) if not outlet or len(title) > 40 else title
    match = _TAIL.search(title)
    if match:
        tail = _compact(match.group(1))
        if tail and (tail == _compact(outlet) or tail in _compact(site) or _compact(site.split(".")[0]) == tail):
            return title[: match.start()].rstrip(), match.group(1).strip()
    return title, ""


def _compact(name: str) -> str:
    return re.sub(r"[^a-z0-9]|^the", "", name.casefold())
