"""Notes in English about persons: - Carlos Huaman: no calls before 10am; Client Maya Limbu: husband in hospital; ask Yumi Kawabata.

What programs and papers say in English names authors; a note of the day's work speaks of husbands, shifts, doctors and calls.
"""

from __future__ import annotations

import re

from checks.residue.matchers.latin import reading
from checks.residue.matchers.lexicon import names, word_set

LONGEST = 3_000
"""Characters of a note."""
_LEAST = 3
"""Different words of private life and of the day's work that make one."""
_MATTERS = re.compile(
    r"\b(?:husband|wife|mother|father|daughter|grand(?:mother|father|son|daughter)|mom|dad|pregnan\w+|hospital\w*|clinic|doctor|nurse|medication|insulin|"
    r"allerg\w+|diabetes|dementia|surgery|vaccin\w+|tuberculosis|asthma|wheelchair|dialysis|disabilit\w+|widow\w*|divorce\w*|"
    r"night shifts?|day off|shifts?|interpreter|appointment|phoned|called back|call back|no calls|moved out|landlord|unpaid|late fee|"
    r"nursery|daycare|welfare|residence card|visa|birthday|resident|client|patient|ward office|caregiver|helper|lunch box|meals?)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"[Cc]opyright|[Ll]icen[cs]e|LICENSE|https?:|\bdef |\bimport |function|et al\b|pp\.|Vol\.|©|[Rr]elease|[Cc]hange ?log|[Vv]ersion|\b[Bb]ugs?\b|README|\b[Cc]ommit"
)
_WORD = "[A-Z][a-z]{1,14}(?:-[A-Z]?[a-z]+)?|[A-Z]{2,14}"
_TELLS = re.compile(
    rf"\b(?:[Cc]lient|[Pp]atient|[Rr]esident|[Ss]tudent|[Aa]sk|[Tt]ell|[Cc]all(?:ed)?|[Vv]isit(?:ed)?|with|from|for|to|and|son|daughter|wife|husband|mother|father) ((?:{_WORD})(?: (?:{_WORD})){{0,3}})(?![A-Za-z@-])"
)
_HEADS = re.compile(
    rf"(?:^|\n)[ \t]*[-*・•][ \t]*((?:{_WORD})(?: (?:{_WORD})){{1,3}})(?=[ \t]?(?::|\(|,| is\b| has\b| will\b| wants\b| needs\b| called\b| asked\b| said\b))"
)
_KIN = re.compile(
    r"\b(?:son|daughter|wife|husband|mother|father|brother|sister|named) ([A-Z][a-z]{2,14})(?![A-Za-z@-])"
)
_ROLE = re.compile("(?:Client|Patient|Resident|Student|Ask|Tell|Call|Visit|Phone|Help|Take)(?:e?d)? ")
# fmt: off
_NOBODY = frozenset((
    "client", "patient", "resident", "student", "ask", "tell", "call", "visit", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", "japan", "japanese", "tokyo", "osaka", "kyoto",
    "nagoya", "shanghai", "beijing", "hanoi", "manila", "seoul", "china", "vietnam", "nepal", "brazil", "english",
    "chinese", "portuguese", "the", "and", "for", "room", "floor", "ward", "office", "city", "center", "centre",
    "hospital", "clinic", "school", "nursery", "station", "desk", "new", "year", "golden", "week", "note", "notes",
    "please", "thank", "thanks", "best", "dear", "regards", "pm", "am", "ok", "id", "fax", "tel", "pdf", "covid",
    "bcg", "mri", "ct", "kokuho",
))
# fmt: on


def note(text: str) -> bool:
    """Whether a text is a short note in English about the persons an office deals with."""
    if len(text) > LONGEST or not _mostly_latin(text) or _PUBLISHED.search(text):
        return False
    return len({match.group().lower() for match in _MATTERS.finditer(text)}) >= _LEAST


def _mostly_latin(text: str) -> bool:
    return len(text.encode("ascii", "ignore")) >= _SHARE * len(text)


_SHARE = 0.8


def persons(text: str) -> set[str]:
    """Whoever is named in such a note: in two words and more at the head of a point or behind a word that calls somebody."""
    found = {match.group(1) for match in _HEADS.finditer(text)}
    for match in _TELLS.finditer(text):
        value = match.group(1)
        if " " in value or _known(value):
            found.add(value)
    found.update(match.group(1) for match in _KIN.finditer(text))
    found = {_ROLE.sub("", value, count=1) for value in found}
    return {value for value in found if value.lower() not in _NOBODY and _name(value)}


def _known(word: str) -> bool:
    """Whether a single word is a Japanese given name, in two syllables and more."""
    kana = reading(word)
    return len(kana) > 2 and kana in names().given_readings


def _name(value: str) -> bool:
    words = value.split()
    if value in word_set("no_person") or any(word.lower() in _NOBODY for word in words):
        return False
    return bool(words)
