"""Addresses within a message. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit, urlunsplit

from index.extract.urls import canonical_url

_ADDRESS = re.compile(r"<?(https?://[^\s<>\"'|]+)>?", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@/.])((?:www|m|mobile|amp|edition)\.[\w-]{1,60}(?:\.[\w-]{1,40}){1,4}/[^\s<>\"'|]*)", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}’”"
_CARRIER = re.compile(
    r"https?://(?:www\.google\.[a-z.]{2,8}/amp/(?P<secure>s/)?|[\w-]{1,200}\.cdn\.ampproject\.org/[cv]/(?P<secure2>s/)?)(?P<page>\S+)",
    re.IGNORECASE,
)
"""Copies of pages for phones, with the page's own address within theirs."""
_FOR_PHONES = re.compile(r"\A(?:www\.)?(?:m|mobile|amp|touch|edition)\.|\A(?:www\.)?", re.IGNORECASE)
_HOSTS = ("www.", "", "m.", "edition.")
_PHONE_PATH = re.compile(r"\A/amp(?=/.)|(?:/amp|\.amp)?/?\Z", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index\.(?:html?|php|amp))?\Z", re.IGNORECASE)
_PHONE_FIELDS = re.compile(r"(?:amp|outputtype|output|outputmode|view|ref|source|mobile)\Z", re.IGNORECASE)


def address_in(message: str) -> tuple[str, str]:
    """The first web address of ``message`` in its canonical form, and the message without it; both empty or whole without one."""
    match = _ADDRESS.search(message) or _BARE.search(message)
    if match is None:
        return "", message
    typed = match[1].rstrip(_TRAILING)
    address = canonical_url(typed if typed.casefold().startswith("http") else f"https://{typed}") or ""
    rest = " ".join(f"{message[: match.start()]} {message[match.end() :]}".split()).strip(" :,-")
    return address, rest


def spellings(address: str) -> list[str]:
    """``address`` and the others under which the same page may be stored, likeliest first: for phones, without encryption, with or
    without the name of an index page, a slash at the end or fields of its query.
    """
    found = [address]
    if (carried := _CARRIER.match(address)) and (page := unquote(carried["page"])):
        inner = page if page.casefold().startswith("http") else f"https://{page}"
        found.append(canonical_url(inner) or address)
    parts = urlsplit(found[-1])
    host = _FOR_PHONES.sub("", parts.netloc, count=1)
    path = _INDEX.sub("", _PHONE_PATH.sub("", parts.path))
    fields = [field for field in parts.query.split("&") if not _PHONE_FIELDS.match(field.split("=", 1)[0])]
    if path.strip("/"):  # another page of a site may be meant, but never its front page
        found += [
            urlunsplit((scheme, place, page, query, ""))
            for query in ("&".join(fields), "")
            for place in (parts.netloc, *(f"{prefix}{host}" for prefix in _HOSTS))
            for page in (parts.path, path, f"{path}/", f"{path}/index.html")
            for scheme in ("https", "http")
        ]
    return list(dict.fromkeys(found))
