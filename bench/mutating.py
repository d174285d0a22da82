"""Files of every format, damaged at random: does each get a result, or a reason, in time?"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from index.pipeline.extraction import ExtractionRequest, Workers

_SAMPLES = Path(__file__).parents[1] / "index" / "samples"
_ODD = (b"[" * 5000, b"{" * 5000, b"<div>" * 5000, b"\0" * 100, b"\xff\xfe", b" " * 20_000, b"\n" * 20_000, b"a" * 50_000, b"9" * 5000, b"<!--", b"]]>", b"&a;" * 500)  # fmt: skip


def measure(files: int, seed: int) -> dict[str, object]:
    """How many were read, were named with a reason, harmed their reader, were not accounted for; and the longest seconds."""
    chance = random.Random(seed)
    originals = _originals()
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    slowest, slowest_file = 0.0, ""
    with tempfile.TemporaryDirectory() as folder, Workers() as readers:
        paths = []
        for number in range(files):
            name, data = chance.choice(originals)
            path = Path(folder, f"{number:04}-{name}")
            path.write_bytes(_mutated(data, chance))
            paths.append(path)
        now = datetime(2024, 5, 1, tzinfo=UTC)
        last = time.perf_counter()
        for path, found in readers.extract((path, ExtractionRequest(path, now)) for path in paths):
            items = list(found)
            seconds, last = time.perf_counter() - last, time.perf_counter()
            if seconds > slowest:
                slowest, slowest_file = seconds, path.name
            told = [item.reason for item in items if hasattr(item, "reason")]
            harmed = [reason for reason in told if "reader" in reason or "far longer" in reason or "memory" in reason]
            unforeseen = [reason for reason in told if "please report" in reason]
            reasons.update({*harmed, *unforeseen})
            outcomes["harmed its reader" if harmed else "named" if told and len(told) == len(items) else "read" if items else "not accounted for"] += 1  # fmt: skip
    return {
        "files": files,
        **outcomes,
        "slowest seconds": round(slowest, 1),
        "slowest": slowest_file,
        "reasons": dict(reasons),
    }


def _originals() -> list[tuple[str, bytes]]:
    """A file or more of every format."""
    found = [(path.name, path.read_bytes()) for path in sorted(_SAMPLES.rglob("*")) if path.is_file()]
    text = (_SAMPLES / "000_2474900130117204.txt").read_text()
    found.append(
        ("a.csv", f'title,text,url\nHarbour,"{text[:500].replace(chr(34), "")}",https://a.example/1\n'.encode())
    )
    item = f"<item><title>Harbour</title><link>https://a.example/1</link><description>{text[:300]}</description></item>"
    found.append(
        (
            "a.xml",
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{item}</channel></rss>'.encode(),
        )
    )
    found.append(("a.eml", f"From: a@b.example\nSubject: Harbour\nContent-Type: text/plain\n\n{text}".encode()))
    found.append(("a.jsonl.gz", gzip.compress(json.dumps({"title": "Harbour", "text": text}).encode())))
    found.append(("a.pdf", _PDF))
    found.append(
        (
            "a.docx",
            _zip(
                {
                    "word/document.xml": f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text[:300]}</w:t></w:r></w:p></w:body></w:document>'
                }
            ),
        )
    )
    found.append(
        (
            "a.epub",
            _zip(
                {
                    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
                    "a.opf": "<package/>",
                    "a.xhtml": f"<html><body><p>{text[:300]}</p></body></html>",
                }
            ),
        )
    )
    warc = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text[:10]}</p>\r\n\r\n"
    found.append(("a.warc", warc.encode()))
    return found  # fmt: skip


_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 60>>stream
BT /F1 12 Tf 72 720 Td (The council spoke about ferries.) Tj ET
endstream endobj
trailer<</Root 1 0 R/Size 5>>
"""


def _zip(parts: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Cut, doubled, flipped, spliced with what parsers dislike, one to four times."""
    ways: tuple[Callable[[bytes, int], bytes], ...] = (
        lambda data, at: data[:at],
        lambda data, at: data[at:],
        lambda data, at: data[:at] + data[at // 2 :] + data,
        lambda data, at: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda data, at: data[:at] + chance.randbytes(20) + data[at:],
        lambda data, at: data[:at] + chance.choice(_ODD) + data[at:],
        lambda data, at: data[:at] + data[at : at + 40] * 300 + data[at:],
    )
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(ways)(data, chance.randrange(len(data) + 1))
    return data
