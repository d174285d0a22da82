"""The language of a question, and how to say in it that English is read.

py3langid (a maintained fork of langid.py, Lui and Baldwin, 2012) tells them apart; it is small and needs no download. It takes a
second to load, and short English questions fool any detector, so that it is asked only where no word of the question is plain
English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_NOTICES = {
    "ar": "أقرأ الأخبار بالإنجليزية فقط؛ اطرح سؤالك بالإنجليزية من فضلك.",
    "cs": "Čtu zprávy pouze v angličtině; položte prosím otázku anglicky.",
    "da": "Jeg læser kun nyheder på engelsk; stil venligst spørgsmålet på engelsk.",
    "de": "Ich lese Nachrichten nur auf Englisch; bitte stellen Sie die Frage auf Englisch.",
    "el": "Διαβάζω ειδήσεις μόνο στα αγγλικά· κάντε την ερώτηση στα αγγλικά, παρακαλώ.",
    "es": "Solo leo noticias en inglés; por favor, haga la pregunta en inglés.",
    "fa": "من فقط خبرهای انگلیسی را می‌خوانم؛ لطفاً به انگلیسی بپرسید.",
    "fi": "Luen uutisia vain englanniksi; esitä kysymys englanniksi.",
    "fr": "Je ne lis les nouvelles qu’en anglais ; veuillez poser la question en anglais.",
    "he": "אני קורא חדשות באנגלית בלבד; אנא שאלו באנגלית.",
    "hi": "मैं केवल अंग्रेज़ी समाचार पढ़ता हूँ; कृपया प्रश्न अंग्रेज़ी में पूछें।",
    "id": "Saya hanya membaca berita berbahasa Inggris; ajukan pertanyaan dalam bahasa Inggris.",
    "it": "Leggo le notizie solo in inglese; per favore, faccia la domanda in inglese.",
    "ja": "英語のニュースしか読めません。英語で質問してください。",
    "ko": "영어 뉴스만 읽습니다. 영어로 질문해 주세요.",
    "nl": "Ik lees nieuws alleen in het Engels; stel de vraag alstublieft in het Engels.",
    "no": "Jeg leser bare nyheter på engelsk; still spørsmålet på engelsk.",
    "pl": "Czytam wiadomości tylko po angielsku; proszę zadać pytanie po angielsku.",
    "pt": "Só leio notícias em inglês; por favor, faça a pergunta em inglês.",
    "ru": "Я читаю новости только на английском; пожалуйста, задайте вопрос по-английски.",
    "sv": "Jag läser bara nyheter på engelska; ställ frågan på engelska.",
    "th": "ฉันอ่านเฉพาะข่าวภาษาอังกฤษ กรุณาถามเป็นภาษาอังกฤษ",
    "tr": "Haberleri yalnızca İngilizce okuyorum; lütfen soruyu İngilizce sorun.",
    "uk": "Я читаю новини лише англійською; будь ласка, поставте запитання англійською.",
    "zh": "我只阅读英文新闻；请用英语提问。",
}
LANGUAGES = ("en", *_NOTICES)
_ENGLISH = re.compile(
    r"\b(?:the|who|whos|what|whats|when|where|why|how|which|whose|did|does|is|are|were|has|have|of|and|to|his|her|their|this|that|"
    r"about|latest|news|happened|for|with|from|said|say|tell|been|it|they|he|she)\b",
    re.IGNORECASE,
)
_OPENINGS = {
    "de": r"wer (?:ist|war|sind|hat)|wann (?:ist|war|hat|wird|kommt)|wo (?:ist|war|sind|liegt)|warum|wieso|weshalb|was (?:ist|sind|passiert)|wie (?:alt|viele?|ist|heißt)",
    "es": r"qui[eé]n(?:es)?|cu[aá]ndo|d[oó]nde|cu[aá]nt[oa]s?|por qu[eé]|qu[eé] (?:es|pas[oó]|dijo|ha)|c[oó]mo (?:es|se|est[aá])",
    "fr": r"qui (?:est|sont|a|était|etait|va)|quand (?:est|a|a-t|va|sera)|où|pourquoi|combien|quels?|quelles?|qu['’]est|que s['’]est|comment (?:s['’]|va|est)",
    "it": r"chi (?:è|e['’]|ha|sono)|dove (?:è|e['’]|sono|si)|perch[eéè]|quant[oaie] (?:è|sono|hanno|ha|costa)|cos['’]è|che cosa",
    "nl": r"wie (?:is|was|zijn|heeft)|wanneer|waarom|waar (?:is|was|ligt)|hoeveel",
    "pl": r"kto (?:to|jest)|kiedy|gdzie|dlaczego|ile (?:osób|kosztuje)",
    "pt": r"quem (?:é|e|foi|são)|por que|quantos|quantas|onde (?:fica|está|é)|o que (?:é|aconteceu)",
    "sv": r"vem (?:är|var)|varför|var (?:är|ligger)",
    "tr": r"(?:ne zaman|nerede|neden|kaç)",
}
_OPENS = {language: re.compile(rf"\W*(?:{words})(?!\w)", re.IGNORECASE) for language, words in _OPENINGS.items()}
"""How questions begin in languages with our letters, which a detector does not tell in two or three words."""
_WORD = re.compile(r"[^\W\d_]+")
_SCANDINAVIAN = ("da", "no", "sv")
"""Languages that no detector tells apart in a short question, and whose readers read each other's."""
_SURE = 0.9
_LEAST_WORDS, _SHORT = 3, 5


def foreign_language(question: str) -> str:
    """The ISO 639-1 code of one of ``LANGUAGES`` that ``question`` is surely written in; empty for English and in doubt."""
    words = _WORD.findall(question)
    letters = "".join(words)
    latin = sum(character < "\u0250" for character in letters)
    if letters and latin * 2 < len(letters):
        return _detected(question, least=0.0)
    if opened := _opened(question, words):
        return opened
    if len(words) < _LEAST_WORDS or len(_ENGLISH.findall(question)) * 4 >= len(words):
        return ""
    if not any(word[0].islower() for word in words):  # names alone are of any language
        return ""
    return _detected(question, least=_SURE)


def _opened(question: str, words: list[str]) -> str:
    """The language in which a short question without English words begins."""
    if not 1 < len(words) <= _SHORT:
        return ""
    begun = ((language, match.end()) for language, opens in _OPENS.items() if (match := opens.match(question)))
    return next((language for language, end in begun if not _ENGLISH.search(question, end)), "")


def notice(language: str) -> str:
    """A sentence in ``language`` that asks for the question in English."""
    return _NOTICES[language]


def _detected(question: str, least: float) -> str:
    ranked = _identifier().rank(question.casefold())
    language = str(ranked[0][0])
    close = _SCANDINAVIAN if language in _SCANDINAVIAN else (language,)
    sure = sum(float(chance) for name, chance in ranked if name in close)
    return language if language != "en" and sure >= least else ""


@cache
def _identifier() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
