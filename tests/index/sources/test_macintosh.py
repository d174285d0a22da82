"""Text of old Macs is told from that of Windows and of everywhere else."""

from __future__ import annotations

import pytest

from index.extract.encodings import decode_markup
from index.sources.files import decode
from index.sources.macintosh import is_macintosh
from tests.index.sources.test_latin import TEXTS

OF_MACS = [
    "“The bridge is closed,” said Ida O’Neill – the harbour master’s aide. It’s shut…",
    "Café owner’s appeal fails",
    "Die Brücke wurde am Dienstag gesperrt, sagte Ingenieurin Käthe Größler. Die Reparatur kostet neun Millionen.",
    "Le pont a été fermé mardi, a déclaré l’ingénieure Zoé Lefèvre. La réparation coûtera neuf millions d’euros, dès août.",
    "Broen blev lukket tirsdag, sagde ingeniør Søren Ågård. Reparationen koster ni millioner og varer til maj, får vi at vide.",
    "A ponte foi fechada na terça-feira, disse o engenheiro João Simões. A reparação custará nove milhões e será concluída.",
]


@pytest.mark.parametrize("text", OF_MACS)
def test_letters_of_old_macs(text: str) -> None:
    assert decode(text.encode("mac_roman")) == text
    assert decode_markup(f'<meta charset="x-mac-roman"><p>{text}'.encode("mac_roman")).endswith(text)


@pytest.mark.parametrize(("text", "encoding"), TEXTS.items())
def test_other_letters_are_none_of_macs(text: str, encoding: str) -> None:
    assert not is_macintosh(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["cp932", "gb18030", "euc_jp", "big5", "koi8_r", "cp1251"])
def test_other_scripts_are_none_of_macs(encoding: str) -> None:
    text = (
        "Мост закрыт во вторник." if encoding in ("koi8_r", "cp1251") else "橋樑星期二関閉工程師説".replace("樑", "梁")
    )
    assert not is_macintosh(text.encode(encoding, "ignore"))
