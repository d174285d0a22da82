"""What stands beside a page's story and names or shows itself as something else: it is taken out before the story is looked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from index.extract.page.posts import set_posts
from index.extract.page.tables import unfold_tables
from index.extract.page.tree import marks, parse, short_text, text_of
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"(?<![a-z])(?:newsletter|related|recommend|read-?more|also-?read|(?:most|latest|recent|popular|trending)-?(?:read|popular|news|posts|stories|articles|box)|more-(?:on|from|stories)|outbrain|taboola|"
    r"paywall|subscri(?!b(?:er)?s?-?(?:only|preview|content))|regwall|cookie|consent|social-?(?:share|bar|links)|share-?(?:bar|tools|buttons)|breadcrumb|comment(?:s|-list)|field--name-comment|"
    r"author-?(?:bio|box|info|data|card|desc|about)|saboxplugin|abh-?box|molongui|donat(?:e|ion)|fundrais|about-?(?:the-?)?author|promo(?!t)|sponsor|advert|piano-|poll(?![a-z])|"
    r"app-?(?:bottom|banner|promo|download)|whatsapp|print-?(?:header|footer|only)(?![a-z])|twitter-tweet|instagram-media|(?:tiktok|bluesky|reddit|mastodon)-embed|fb-post|kg-(?:cta|signup|button|product|bookmark)|tag-?(?:s|list|cloud)(?![a-z])|keywords|no-?snippet|navbar|dropdown-menu)",
    re.IGNORECASE,
)
_STORY = re.compile(r"(?<![\w-])(?:entry|post|article|story)[-_]{1,2}(?:content|body|text)(?![\w-])", re.IGNORECASE)
"""A name of the story itself, whatever else it is called."""
_POINTING = re.compile(r"(?<![a-z])(?:newsletter|related|recommend|read-?more|also-?read|promo(?!t))", re.IGNORECASE)
"""Names of paragraphs of the kind: others of them are part of the story, which is all behind a paywall."""
_LOCKED = re.compile(r"paywall|piano-|subscri", re.IGNORECASE)
"""Names of what is behind a wall as well as of the wall: the parts of a story that are locked one by one are measured together."""
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_OPENS = re.compile(
    r"[\s,(]{0,5}(?:link )?(?:opens?|öffnet|ouvre|s[’']ouvre|(?:se )?abre)\s(?:(?:in|en|dans|em|einem?|an?|una?|une|uma)\s){0,2}"
    r"(?:external|new|neue[mns]?|nouve(?:l|lle|au)|nueva?|nova|otra)\s(?:tab|window|site|onglet|fenêtre|pestaña|ventana|janela|fenster)\b.{0,3}",
    re.IGNORECASE,
)
"""What a link says to those who have the page read out to them."""
_MOST_BESIDE = 0.2
"""Of the page's paragraphs: what is called "related" and holds more is no mere list of other stories."""
_TEASER = 700
_TITLE = 20
_TITLE_OF_LINK = 60
_MOST_TEASERS, _MOST_IN_LIST = 0.3, 0.6
"""Of the page's paragraphs: what may be other stories' at most, and what where a story is left without them."""
_TIPS = ".//span[contains(@class, 'tooltip') or contains(@class, 'popover') or contains(@class, 'rollover')]"
"""What opens over a word."""
_WORDS = frozenset(("span", "p", "a"))
_LEFT_STORY = 1500
_FEWEST_CARDS = 3
_CARDS = frozenset(("div", "li", "article", "section"))
_BOX, _PARAGRAPH = 500, 200
_NAMED_TITLE = re.compile(r"(?<![a-z])(?:title|headline)(?![a-z])", re.IGNORECASE)
_HEADS = ("h2", "h3", "h4", "h5")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
FEWEST_TIMES = 3
_LEAST_SET = 600
"""Characters of paragraphs by which a page is measured; one with fewer sets its text in other elements."""


def unframed(tree: HtmlElement) -> list[str]:
    """Make what a page of frames says to readers without them its body; returns the addresses of its frames."""
    frames = [address for frame in tree.iter("frame") if (address := (frame.get("src") or "").strip())]
    for node in [*tree.iter("frameset")]:
        told = "".join(words for other in node.iter("noframes") for words in other.itertext())
        node.tag = "body"
        for child in list(node):
            child.drop_tree()
        if told.strip() and (inside := parse(f"<div>{told}</div>")) is not None:
            node.append(inside)
        break
    return frames


def without_surroundings(tree: HtmlElement, titles: Sequence[str] = ()) -> None:
    """Take out of a page what names or shows itself as something else than the story, unless it holds much of the text.

    ``titles``: the story's, as its data and the page tell them.
    """
    _unwrap(tree)
    etree.strip_elements(tree, "script", "style", "template", "iframe", "noembed", with_tail=False)
    etree.strip_elements(tree, "rt", "rp", with_tail=False)  # how a word is read, which would cut the sentence
    etree.strip_tags(tree, "ruby", "rb")
    set_posts(tree)
    _keep_times(tree)
    _without_unseen(tree)
    for node in (*_next_stories(tree, titles), *_forms(tree)):
        if node.getparent() is not None:
            node.drop_tree()
    total = prose(tree)
    is_set = total >= _LEAST_SET
    whole = total if is_set else len(tree.text_content())
    beside: list[HtmlElement] = []
    for node in tree.iter("div", "section", "aside", "ul", "form", "article", "p", "blockquote"):
        if _is_beside(marks(node), is_paragraph=node.tag == "p") or node.get("data-nosnippet") is not None:
            beside.append(node)
    beside += _teasers(tree, total)
    sizes = {node: prose(node) if is_set else len(node.text_content()) for node in beside}
    locked: Counter[str] = Counter()
    for node in beside:
        if _LOCKED.search(marks(node)):
            locked[marks(node)] += sizes[node]
    for node in beside:
        inside = locked.get(marks(node), sizes[node])
        if node.getparent() is not None and inside <= _MOST_BESIDE * whole and node.find(".//h1") is None:
            node.drop_tree()


@lru_cache(maxsize=2048)  # many elements of a page are made alike
def _is_beside(names: str, *, is_paragraph: bool) -> bool:
    return (_POINTING if is_paragraph else _BESIDE).search(names) is not None and not _STORY.search(names)


def _without_unseen(tree: HtmlElement) -> None:
    """Take out what no reader sees, but for a story that a script shows."""
    whole = len(tree.text_content())
    for node in tree.xpath(".//*[@hidden or @style]"):
        unseen = node.get("hidden") not in (None, "until-found") or _UNSEEN.search(node.get("style") or "")
        if unseen and _is_locked(node):
            node.attrib.pop("style", None)  # extractors leave out what has it
            node.attrib.pop("hidden", None)
        elif unseen and node.getparent() is not None and 2 * len(node.text_content()) < whole:
            node.drop_tree()
    for node in [*tree.iter("span")]:
        if len(node) == 0 and node.text and len(node.text) < _TITLE_OF_LINK and _OPENS.fullmatch(node.text.strip()):
            node.drop_tree()


def _is_locked(node: HtmlElement) -> bool:
    """True for paragraphs of a story that are shown to those who pay; what offers that is shorter."""
    return _LOCKED.search(marks(node)) is not None and prose(node) > _BOX


def _unwrap(tree: HtmlElement) -> None:
    """Make plain what stands in a component's shadow, and tables that only set a page out; replies are taken out."""
    for node in tree.xpath(".//template[@shadowrootmode]"):
        node.tag = "div"
    for node in tree.xpath(".//li[not(parent::ul or parent::ol or parent::menu)]"):
        node.tag = "p"
    for node in tree.xpath(".//*[@itemprop = 'comment']"):
        node.drop_tree()
    for node in tree.xpath(_TIPS):
        if node.getparent() is not None and node.getparent().tag in _WORDS and len(node.text_content()) < _TEASER:
            node.drop_tree()
    unfold_tables(tree)


def prose(node: HtmlElement) -> int:
    """Characters of the paragraphs in an element."""
    return sum(len(child.text_content()) for child in node.iter("p"))


def _teasers(tree: HtmlElement, total: int) -> list[HtmlElement]:
    """Elements that stand for another story: a heading that is a link to another page, with little else around it."""
    found: list[HtmlElement] = []
    made: defaultdict[HtmlElement, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    cards: defaultdict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for heading in tree.iter(*_HEADS, "a"):
        text = text_of(heading)
        if len(text) < _TITLE:
            continue
        if not (_is_title(heading) if heading.tag == "a" else _leads_away(heading, len(text))):
            if heading.tag == "a" and (card := _card(heading, text, made)) is not None:
                cards[card.getparent(), card.tag, card.get("class") or ""].append(card)
            continue
        teaser, said = heading, heading.text_content()
        for above in heading.iterancestors("div", "li", "article", "section", "a", "aside"):
            inside = above.text_content()
            if (
                len(inside) > _TEASER
                or inside.find(said) > _PARAGRAPH  # what comes before is a story's
                or any(text_of(other) != text for other in above.iter("h1", *_HEADS))
            ):
                break
            teaser = above
        found.append(teaser)
    for group in cards.values():
        found += group if len(group) >= _FEWEST_CARDS else ()
    size = sum(map(prose, found))
    is_list = size <= _MOST_IN_LIST * total and total - size >= _LEFT_STORY
    return found if size <= _MOST_TEASERS * total or is_list else []


def _card(
    link: HtmlElement, text: str, made: defaultdict[HtmlElement, Counter[tuple[str, str | None]]]
) -> HtmlElement | None:
    """The item of a row that begins with a link to another page, which is set apart, and has little else.

    ``made``: of elements that were met before, how many of their children are made alike.
    """
    if (link.get("href") or "#").startswith("#"):
        return None
    found = None
    for above in link.iterancestors():
        if above.tag not in _CARDS or not short_text(above, _TEASER).startswith(text):
            break
        row = above.getparent()
        if row not in made:
            made[row].update((child.tag, child.get("class")) for child in row)
        found = above if made[row][above.tag, above.get("class")] >= _FEWEST_CARDS else found
    return found


def _leads_away(heading: HtmlElement, size: int) -> bool:
    """True for a heading that is a link to another page for the most part."""
    links = list(heading.iter("a")) or list(islice(heading.iterancestors("a"), 1))
    linked = sum(len(text_of(link)) for link in links)
    return 2 * linked >= size - 1 and not (links[0].get("href") or "#").startswith("#")


def _is_title(link: HtmlElement) -> bool:
    """True for a link in an element of its own that is named a title, as some have it in the place of a heading."""
    parent = link.getparent()
    return (
        _NAMED_TITLE.search(link.get("class") or "") is not None
        and not (link.get("href") or "#").startswith("#")
        and parent is not None
        and parent.tag in ("div", "li", "article", "section")
        and not (parent.text or "").strip()
        and not (link.tail or "").strip()
    )


def _next_stories(tree: HtmlElement, titles: Sequence[str]) -> list[HtmlElement]:
    """Other stories below this one, as pages hold them that load one after another: made alike, with first-rank headings of their own."""
    heads = list(tree.iter("h1"))
    own = {squeezed(title) for title in titles if title}
    first = next((at for at, head in enumerate(heads) if squeezed(text_of(head)) in own), len(heads))
    if first + 1 >= len(heads):
        return []
    around = list(heads[first].iterancestors())
    outer, within = frozenset(around), dict(pairwise(reversed(around)))
    article = next(heads[first].iterancestors("article"), None)
    size, tells_time = cache(prose), cache(_tells_time)  # many headings may stand in one element
    found: list[HtmlElement] = []
    for head in heads[first + 1 :]:
        if squeezed(text_of(head)) in own:
            continue
        other = head
        for above in head.iterancestors():
            if above in outer:
                break
            other = above if other.tag != "article" else other
        mine = article if other.tag == "article" else within.get(other.getparent())
        if mine is None or size(mine) < _LEAST_SET or other.tag != mine.tag or not size(other):
            continue
        is_title = len(text_of(head)) >= _TITLE or (other.tag == "article" and size(other) >= _LEAST_SET)
        # two articles, or two elements of a kind that tell their times: no chapters of one story
        is_alike = other.tag == "article" or (
            other.get("class") == mine.get("class") and tells_time(mine) and tells_time(other)
        )
        if is_title and is_alike:
            found.append(other)
    return found


def _tells_time(node: HtmlElement) -> bool:
    return next(node.iter("time"), None) is not None


def _forms(tree: HtmlElement) -> list[HtmlElement]:
    """Boxes that ask for an address to send letters to, with the words that praise these."""
    found: list[HtmlElement] = []
    for field in tree.xpath(".//input[@type = 'email']"):
        box = field
        for above in field.iterancestors("div", "form", "section", "aside", "fieldset", "label", "p"):
            if len(above.text_content()) > _BOX or above.find(".//h1") is not None:
                break
            box = above
        found.append(box)
    return found


def _keep_times(tree: HtmlElement) -> None:
    """Make paragraphs of the times that stand over the entries of a live blog, which would be left out."""
    times = [node for node in tree.iter("time") if CLOCK.search(text_of(node)) and len(text_of(node)) < 40]
    if len(times) >= FEWEST_TIMES:
        around = {node.getparent() for node in times}
        said = {parent: squeezed(text_of(parent)) for parent in around if parent is not None}
        for node in times:
            parent = node.getparent()
            if (parent is not None and parent.tag != "p" and said[parent] == squeezed(text_of(node))) or (
                parent is not None
                and parent.tag in ("div", "section", "article", "li", "header")
                and not (parent.text or "").strip()
            ):
                node.tag = "p"
