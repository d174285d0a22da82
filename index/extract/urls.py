"""Addresses: one spelling for each page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_ga|_gl|"
    r"mkt_tok|guce_\w+|guccounter|ocid|cmpid|ns_\w+|ito|smid|smtyp|xtor|wt\.\w+|_hsenc|_hsmi|sr_share|spm)",
    re.IGNORECASE,
)


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


def is_front_page(url: str) -> bool:
    """True for the address of a site itself, which names no page of it."""
    parts = urlsplit(url)
    return not (parts.path.strip("/") or parts.query)


def site(url: str) -> str:
    """The registered domain of an address ("edition.cnn.com" -> "cnn.com"), else its host without "www."."""
    from tld import get_fld

    domain = get_fld(url, fail_silently=True, fail_silently_on_missing_domain=True) if url.isascii() else None
    return domain or (urlsplit(url).hostname or "").removeprefix("www.")
