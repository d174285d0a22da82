"""The languages of articles, by whatever name an export gives them."""

from __future__ import annotations

_LONGEST = 12
_CODES = {
    **{"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl", "danish": "da"},
    **{"swedish": "sv", "norwegian": "no", "finnish": "fi", "icelandic": "is", "polish": "pl", "czech": "cs", "slovak": "sk", "hungarian": "hu"},
    **{"romanian": "ro", "bulgarian": "bg", "croatian": "hr", "serbian": "sr", "slovenian": "sl", "greek": "el", "turkish": "tr"},
    **{"russian": "ru", "ukrainian": "uk", "arabic": "ar", "hebrew": "he", "persian": "fa", "urdu": "ur", "hindi": "hi", "bengali": "bn"},
    **{"chinese": "zh", "japanese": "ja", "korean": "ko", "thai": "th", "vietnamese": "vi", "indonesian": "id", "malay": "ms", "swahili": "sw"},
    **{"deutsch": "de", "français": "fr", "español": "es", "italiano": "it", "português": "pt", "nederlands": "nl", "русский": "ru"},
    **{"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "rus": "ru"},
    **{"zho": "zh", "chi": "zh", "ara": "ar", "jpn": "ja", "pol": "pl", "swe": "sv", "tur": "tr", "ukr": "uk"},
}  # fmt: skip


def language_code(name: str) -> str:
    """The code of a language, "de" of "German", "deu" and "de"; a name that is none of these as it is, cut short."""
    name = name.strip().lower()
    return _CODES.get(name, name[:_LONGEST])
