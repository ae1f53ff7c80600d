"""What stands above the two parts of a recipe: what goes into it, and what is to be done."""

from __future__ import annotations

from typing import Final

from presscut.extraction.keys import key

LONGEST_HEADING_WORDS: Final = 4

_INGREDIENTS: Final = (
    "ingredients", "the ingredients", "recipe ingredients", "you will need", "what you need", "what you'll need", "zutaten",
    "die zutaten", "ingrédients", "les ingrédients", "ingredientes", "los ingredientes", "ingredienti", "gli ingredienti",
    "ingrediënten", "ingredienser", "ainekset", "składniki", "ingredience", "suroviny", "hozzávalók", "ingrediente",
    "ингредиенты", "інгредієнти", "malzemeler", "材料", "食材", "재료", "υλικά", "المكونات", "bahan", "nguyên liệu",
)  # fmt: skip
_DIRECTIONS: Final = (
    "directions", "instructions", "method", "the method", "preparation", "how to make it", "steps", "zubereitung",
    "so geht's", "préparation", "la préparation", "étapes", "preparación", "elaboración", "instrucciones", "pasos",
    "preparazione", "procedimento", "preparo", "modo de preparo", "modo de fazer", "preparação", "bereiding", "bereidingswijze",
    "gör så här", "tillagning", "fremgangsmåte", "slik gjør du", "fremgangsmåde", "sådan gør du", "valmistus", "ohje",
    "przygotowanie", "sposób przygotowania", "postup", "elkészítés", "mod de preparare", "приготовление",
    "способ приготовления", "приготування", "yapılışı", "hazırlanışı", "作り方", "做法", "步骤", "만드는 법", "εκτέλεση",
    "طريقة التحضير", "cara membuat", "cách làm",
)  # fmt: skip

_OF_INGREDIENTS: Final = frozenset(map(key, _INGREDIENTS))
_OF_DIRECTIONS: Final = frozenset(map(key, _DIRECTIONS))


def is_of_ingredients(text: str) -> bool:
    """Whether a heading stands above a recipe's ingredients."""
    return key(text) in _OF_INGREDIENTS


def is_of_directions(text: str) -> bool:
    """Whether a heading stands above what a recipe says to do."""
    return key(text) in _OF_DIRECTIONS
