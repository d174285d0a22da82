"""Messages that ask nothing of the news: thanks, greetings, questions about the bot itself. Pure."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_WORDS = 8
_THANKS = frozenset("thanks thank thx thankyou ty tysm cheers appreciated merci danke gracias".split())
_GREETINGS = frozenset("hi hello hey yo hiya sup morning afternoon evening greetings howdy hallo hola bonjour".split())
_GOODBYES = frozenset("bye goodbye cya goodnight night later".split())
_FILLERS = frozenset(
    "lol lmao rofl haha hahaha heh ok okay k kk cool nice great good awesome wow omg wtf huh hm hmm what yes no yep nope yeah sure "
    "right fine perfect interesting damn sad wild crazy same true fair again alright gotcha got it oh ah well for the a an so very "
    "much you u that this was is helped helpful helps help lot all bot there everyone guys day news bro man dude please my to me "
    "really job work done one and of".split()
)
_ABOUT_ME = re.compile(
    r"^(?:(?:hey|hi|ok|so)\W+)?(?:what (?:can|do|could) (?:you|u|this(?: bot| thing)?|the bot|it) (?:actually |really |even )?(?:do|know|answer|help with|cover)"
    r"|what are (?:you|u)|who are (?:you|u)|who made (?:you|u)|what is this(?: bot| thing)?|how (?:do|can|does) (?:i|we|one|you|u|this)"
    r" (?:use|ask|work|search)(?: (?:you|u|this|it|the bot|questions?))*|are (?:you|u) (?:an? )?(?:ai|bot|human|real|robot|chatgpt|gpt)"
    r"|what (?:can|should|could) (?:i|we) ask(?: (?:you|u))?|help(?: me)?|commands|what (?:do|does) (?:you|u|it|this bot) know(?: about)?"
    r"|what (?:sources|outlets|papers|articles) (?:do|did) (?:you|u) (?:have|use|know|read))\W*$",
    re.IGNORECASE,
)


def small_talk(text: str) -> str:
    """A short fitting reply; empty where the message may ask something of the news."""
    if _ABOUT_ME.match(text.strip()):
        return (
            "I answer questions about the news in my corpus with verbatim quotes and their sources: who, what, when, where and "
            "why; what happened with a story, the latest on it, a timeline or a summary; who somebody is and what they said; "
            "claims to check; the address of an article."
        )
    words = [word.casefold() for word in _WORDS.findall(text)]
    if not words:
        return "Ask me something about the news, such as: who requested the call?"
    known = _FILLERS | _THANKS | _GREETINGS | _GOODBYES
    if len(words) > _MOST_WORDS or any(word not in known for word in words):
        return ""
    if any(word in _THANKS for word in words):
        return "You are welcome. Ask on whenever you like."
    if words[0] in _GREETINGS or words[-1] in _GREETINGS:
        return "Hello. Ask me something about the news."
    if any(word in _GOODBYES for word in words):
        return "Goodbye."
    if words[0] in ("what", "is", "was", "that", "it", "this") and len(words) > 2:
        return ""
    return "Ask me something about the news whenever you like."
