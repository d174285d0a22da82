"""Texts of the time before UTF-8, in the languages that share the Latin letters."""

from __future__ import annotations

import pytest

from index.sources.files import decode

TEXTS = {
    "Most zamknięto we wtorek, powiedziała inżynier Łucja Śliwa. Naprawa będzie kosztować dziewięć milionów złotych.": "cp1250",
    "Most byl v úterý uzavřen, řekl inženýr Jiří Dvořák. Oprava přijde na devět miliónů korun, šéf města čeká.": "cp1250",
    "A hidat kedden lezárták – közölte Szűcs Győző mérnök. A javítás kilencmillió forintba kerül, őszre készül el.": "cp1250",
    "Podul a fost închis marţi, a spus inginerul Ştefan Popă. Reparaţia costă nouă milioane de lei şi durează până în mai.": "cp1250",
    "Köprü salı günü kapatıldı, dedi mühendis Şule Yıldız. Onarım dokuz milyon liraya mal olacak, iş ağustosta bitecek.": "cp1254",
    "Tiltas antradienį uždarytas, sakė inžinierė Rūta Šimkutė. Remontas kainuos devynis milijonus eurų ir užtruks iki gegužės.": "cp1257",
    "Tiltu otrdien slēdza, sacīja inženieris Jānis Bērziņš. Remonts izmaksās deviņus miljonus eiro un ilgs līdz maijam.": "cp1257",
    "Die Brücke wurde am Dienstag gesperrt, sagte Ingenieurin Käthe Größler. Die Reparatur kostet neun Millionen Euro.": "cp1252",
    "Le pont a été fermé mardi, a déclaré l’ingénieure Zoé Lefèvre. La réparation coûtera neuf millions d’euros, dès août.": "cp1252",
    "Broen blev lukket tirsdag, sagde ingeniør Søren Ågård. Reparationen koster ni millioner kroner og varer til maj, får vi at vide.": "cp1252",
    "El puente cerró el martes, dijo la ingeniera Begoña Núñez. La reparación costará nueve millones de euros.": "cp1252",
    "A ponte foi fechada na terça-feira, disse o engenheiro João Simões. A reparação custará nove milhões e será concluída em março.": "cp1252",
    "Brúnni var lokað á þriðjudag, sagði verkfræðingurinn Þóra Ásgeirsdóttir. Viðgerðin kostar níu milljónir og henni lýkur í maí.": "cp1252",
    "The owner of the Café Müller lost her appeal on Wednesday – she must pay €40,000 to a guest.": "cp1252",
}


@pytest.mark.parametrize(("text", "encoding"), TEXTS.items())
def test_letters_are_right_without_a_word_about_their_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
