"""Terms in a language without words: what a paragraph says there is unknown, never absent."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.clause import Clause
from openness.licences.limit_sentences import foreign_terms
from openness.licences.outcome import Resolution, UnreadKind
from openness.licences.resolution import resolve
from tests.licences.made import record

FOREIGN = (
    "Model nesmí být používán pro komerční účely.",
    "Modellen får inte användas kommersiellt.",
    "Коммерческое использование модели запрещено.",
    "يُمنع الاستخدام التجاري لهذا النموذج.",
    "Ticari amaçlarla kullanılamaz.",
    "Mô hình này không được dùng cho mục đích thương mại.",
    "Modelul nu poate fi folosit în scopuri comerciale.",
    "Mallin kaupallinen käyttö on kielletty ilman lupaa.",
    "A modell kereskedelmi célra nem használható.",
    "Mudelit ei tohi kasutada ärilistel eesmärkidel.",
    "Kommersiell bruk er ikke tillatt.",
    "Kommerciel brug er ikke tilladt.",
    "Komerčné využitie modelu je zakázané.",
    "Komercialna uporaba modela ni dovoljena.",
    "Komercijalna uporaba modela nije dopuštena.",
    "Търговската употреба на модела е забранена.",
    "Modelio komercinis naudojimas draudžiamas.",
    "Modeļa komerciāla izmantošana ir aizliegta.",
    "L-użu kummerċjali tal-mudell mhux permess.",
    "Ní cheadaítear úsáid tráchtála an mhúnla.",
    "Το μοντέλο δεν επιτρέπεται για εμπορική χρήση.",
)
UNDERSTOOD = (
    "Commercial use is fine.",
    "Die kommerzielle Nutzung ist erlaubt.",
    "El uso comercial está permitido.",
    "商用利用も可能です。",
    "License: MIT",
    "Модель обучена на русских текстах.",
    "Modellen är tränad på svenska texter från nätet.",
)


def answer(text: str) -> Resolution:
    card = f"---\nlicense: apache-2.0\n---\n# Owl\n\nOwl is a small model that was trained on letters.\n\n{text}\n"
    return resolve(claims_of(record(card={"license": "apache-2.0"}, text=card)))


@pytest.mark.parametrize("text", FOREIGN)
def test_words_on_commerce_that_nobody_here_reads_leave_the_permission_unknown(text: str) -> None:
    found = answer(text)
    assert found.open is None
    assert Clause.COMMERCIAL not in found.clauses
    unread = [item for item in found.unread if item.kind is UnreadKind.WORDS_NOT_UNDERSTOOD]
    assert [item.sources[0].line for item in unread] == [8]


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_what_is_understood_or_speaks_of_other_things_takes_nothing_away(text: str) -> None:
    assert answer(text).open is True


def test_a_section_on_the_licence_counts_before_a_paragraph() -> None:
    said = foreign_terms(
        parse_card(f"# M\n\n{FOREIGN[2]}\n\n## Лицензия\n\nМожно использовать где угодно и кому угодно.\n"), "README.md"
    )
    assert said is not None
    assert said.source.line == 5
