"""Addresses: one spelling for each page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_ga|_gl|"
    r"mkt_tok|guce_\w+|guccounter|ocid|cmpid|ns_\w+|ito|smid|smtyp|xtor|wt\.\w+|_hsenc|_hsmi|sr_share|spm)",
    re.IGNORECASE,
)
_SECTION_HOSTS = frozenset({"www", "m", "amp", "mobile", "edition"})


def canonical_url(value: object) -> str | None:
    """An http(s) address in lower-case scheme and host, without fragment, tracking parameters or credentials; else None."""
    if not isinstance(value, str) or len(value) > 4000:
        return None
    try:
        parts = urlsplit(value.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme not in ("http", "https") or not host or re.search(r"\s", value.strip()):
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[scheme]:
        place += f":{port}"
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part.split("=", 1)[0])]
    return urlunsplit((scheme, place, parts.path or "/", "&".join(kept), ""))


def site(url: str | None) -> str:
    """The site's name as its address has it: "www.example.com" is "example.com"."""
    labels = ((urlsplit(url).hostname or "") if url else "").split(".")
    while len(labels) > 2 and labels[0] in _SECTION_HOSTS:
        labels.pop(0)
    return ".".join(labels)
