"""A small file of every kind that newsdesk reads, to be damaged."""

from __future__ import annotations

import gzip
import json
import lzma
import textwrap
import zipfile
from io import BytesIO
from pathlib import Path

from index.sources.files import KINDS

_SAMPLES = Path(__file__).parents[1] / "index" / "samples"
_TEXT = (_SAMPLES / "000_2474900130117204.txt").read_text(encoding="utf-8").replace('"', "").replace("&", "and")
_STORY = _TEXT[:900].replace("<", "").replace(">", "")
_PARAGRAPHS = [line for line in _STORY.splitlines() if line.strip()]
_PAGE = f"<html><head><title>Harbour</title></head><body><h1>Harbour</h1>{''.join(f'<p>{p}</p>' for p in _PARAGRAPHS)}</body></html>"
_MAIL = f"From: Wire <a@b.example>\nSubject: Harbour\nDate: Fri, 31 Dec 2021 10:00:00 +0000\nContent-Type: text/plain\n\n{_STORY}\n"
_PARTED = f'From: a@b.example\nSubject: Harbour\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{_STORY}\n--b\nContent-Type: text/html; charset=utf-8\n\n{_PAGE}\n--b--\n'
_ITEM = f"<item><title>Harbour</title><link>https://a.example/1</link><pubDate>Fri, 31 Dec 2021 10:00:00 GMT</pubDate><description>{_STORY}</description></item>"
_ENTRY = f'<entry><title>Harbour</title><link href="https://a.example/1"/><updated>2021-12-31T10:00:00Z</updated><content type="html">{_STORY}</content></entry>'
_INLINE = f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{_STORY}</p></body></html></inlineXML>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_RESPONSE = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{_PAGE}"
_WARC = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: {len(_RESPONSE.encode())}\r\n\r\n{_RESPONSE}\r\n\r\n"


def _zip(parts: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def _pdf(text: str) -> bytes:
    """A page in Helvetica."""
    lines = textwrap.wrap(text.encode("ascii", "ignore").decode().translate(str.maketrans("()\\", "   ")), 80)
    shown = "".join(f"BT /F1 12 Tf 72 {740 - 14 * number} Td ({line}) Tj ET\n" for number, line in enumerate(lines))
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for number, content in enumerate(objects, start=1):
        table += f"{len(data):010} 00000 n \n"
        data += f"{number} 0 obj{content} endobj\n"
    return f"{data}xref\n0 6\n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()


_RECORD = json.dumps({"title": "Harbour", "text": _STORY, "date": "2021-12-31", "url": "https://a.example/1"})
_MADE: dict[str, bytes | str] = {
    "a.csv": f'title,text,url\nHarbour,"{_STORY}",https://a.example/1\n',
    "a.tsv": "title\ttext\turl\nHarbour\t{}\thttps://a.example/1\n".format(" ".join(_STORY.split())),
    "a.json": f"[{_RECORD}, {_RECORD}]",
    "a.jsonl": f"{_RECORD}\n{_RECORD}\n",
    "a.jsonl.gz": gzip.compress(f"{_RECORD}\n".encode()),
    "a.txt.xz": lzma.compress(_TEXT.encode()),
    "a.md": f"---\ntitle: Harbour\nauthors: [Ada Marr]\n---\n\n# Harbour\n\n{_STORY}\n",
    "rss.xml": f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{_ITEM}{_ITEM}</channel></rss>',
    "a.atom": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{_ENTRY}</feed>',
    "a.nitf": f'<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20211231"/></docdata></head><body><body.head><hedline><hl1>Harbour</hl1></hedline></body.head><body.content><p>{_STORY}</p></body.content></body></nitf>',
    "a.newsml": f'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x"><contentMeta><headline>Harbour</headline></contentMeta><contentSet>{_INLINE}</contentSet></newsItem>',
    "records.xml": f"<docs><doc><title>Harbour</title><text>{_STORY}</text></doc><doc><title>Bridge</title><text>{_STORY}</text></doc></docs>",
    "a.eml": _MAIL,
    "parts.eml": _PARTED,
    "a.mbox": f"From a@b Fri Dec 31 10:00:00 2021\n{_MAIL}\nFrom a@b Fri Dec 31 11:00:00 2021\n{_PARTED}",
    "a.vtt": "WEBVTT - Harbour\n\n00:01.000 --> 00:04.000\n<v Ada Marr>{}\n\n00:04.000 --> 00:07.000\n{}\n".format(*_PARAGRAPHS[:2]),
    "a.rtf": "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\title Harbour}}\\pard " + "\\par\n".join(_PARAGRAPHS) + "\\u233 ?\\'e9}",
    "a.pdf": _pdf(_STORY),
    "a.docx": _zip({"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in _PARAGRAPHS)}</w:body></w:document>', "docProps/core.xml": "<core><title>Harbour</title></core>"}),
    "a.odt": _zip({"content.xml": f'<office:document-content xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0"><office:body><office:text>{"".join(f"<text:p>{p}</text:p>" for p in _PARAGRAPHS)}</office:text></office:body></office:document-content>'}),
    "a.epub": _zip({"META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>', "a.opf": '<package><metadata><title>Wire</title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>', "a.xhtml": _PAGE}),
    "a.warc": _WARC,
    "a.warc.gz": gzip.compress(_WARC.encode()),
    "a.mhtml": f'Snapshot-Content-Location: https://a.example/1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{_PAGE}\r\n--b--\r\n',
    "a.enex": f"<en-export><note><title>Harbour</title><content><![CDATA[<en-note><div>{_STORY}</div></en-note>]]></content></note></en-export>",
    "a.zip": _zip({"metadata.json": '[{"slug": "a", "title": "Harbour", "url": "https://a.example/1"}]', "content/a.html": _PAGE, "b.md": f"# Harbour\n\n{_STORY}\n"}),
    "a.wacz": _zip({"archive/a.warc": _WARC, "datapackage.json": "{}"}),
}  # fmt: skip


def originals() -> dict[str, list[tuple[str, bytes]]]:
    """Names and bytes of files by their kind, the bundled samples and one or more of every other; raises where a kind has none."""
    files = [(path.name, path.read_bytes()) for path in sorted(_SAMPLES.rglob("*")) if path.is_file()]
    files += [(name, data if isinstance(data, bytes) else data.encode()) for name, data in _MADE.items()]
    found: dict[str, list[tuple[str, bytes]]] = {kind: [] for kind in KINDS.values()}
    for name, data in files:
        stem = name.removesuffix(".gz").removesuffix(".xz")
        if kind := KINDS.get(Path(stem).suffix):
            found[kind].append((name, data))
    if missing := [kind for kind, of_it in found.items() if not of_it]:
        raise LookupError(f"no original of {missing}")
    return found
