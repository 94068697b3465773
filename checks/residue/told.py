"""All mentions of persons in one file together: whether they make it a finding, and who is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, pairwise

from ahocorasick_rs import AhoCorasick

from checks.residue import records as rec
from checks.residue.fold import joined, plain_ideographs
from checks.residue.long_lines import windows
from checks.residue.matchers import (
    born,
    chats,
    companions,
    counted,
    elected,
    frames,
    given,
    introduced,
    kana_names,
    latin,
    latin_notes,
    loose,
    mentions,
    name_cells,
    name_rows,
    nearby,
    people,
    public_papers,
    running,
    situations,
    terse,
    works,
)
from checks.residue.matchers.frame_words import RUN, Label, Tells, behind, introduction, one_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set, words
from checks.residue.matchers.mentions import How
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.sensitive import sensitive
from checks.residue.matchers.situation_words import loanword
from checks.residue.matchers.wordlist import WordList

_PRIVATE = (How.CALLED, How.FORMAL, How.CHILD)
ROSTER = 3
"""Full names written in two words that make a roster, whatever stands before them."""
COMPANY, LIST = 2, 3
"""Names in any frame that bear out one told by its frame or called by name; that make a list in a text about care."""
NEARBY, SHORT = 300, 2_000
"""Characters between a person and what is told of them; of a text that tells of its persons as a whole."""
UNNAMED = 12_000
"""Characters looked at for names in frames where nobody is called by name or in full."""
_WORTH = {Tells.OFFICE: 0.6, Tells.LITTLE: 1.0, Tells.PERSON: 1.5, Tells.PRIVATE: 2.0}
_HOW_WORTH = {
    How.CALLED: 1.0, How.CHILD: 1.0, How.FORMAL: 0.7, How.LABELLED: 0.5, How.TITLED: 0.3, How.GUESSED: 0.3,
}  # fmt: skip
LOOSE, DOUBTFUL, FULL = 0.6, 1.0, 1.0
"""What a name is worth as a sign that persons are spoken of: by its frame, by how it is called, by its looks alone; what is added for a surname with a given name."""
LEAST_MATTERS, PAPER, ENOUGH = 2, 2, 4.0
"""Everyday matters a note has to speak of; what a paper about one person counts for, names and matters together that make it one about persons."""
KEPT = 200_000
"""Characters kept to look for names again once the whole file is known."""


@cache
def _care_words() -> AhoCorasick:
    return AhoCorasick(sorted({*words()["care"], *words()["sensitive"]}))


@cache
def _teaching() -> WordList:
    return WordList(frames.teaching())


@cache
def _signs() -> tuple[str, ...]:
    """Honorifics, right behind a name or a blank."""
    return tuple(f"{blank}{sign}" for blank in ("", " ") for sign in frames.signs())


@dataclass(slots=True)
class Told:
    """Mentions by value, the words of care beside them, and the texts they stand in."""

    how: dict[str, How] = field(default_factory=dict)
    care: set[str] = field(default_factory=set)
    full: set[str] = field(default_factory=set)
    famous: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    where: str = ""
    teaching: bool = False
    kept: int = 0

    def add(self, text: str, where: str, full: Iterable[str] = (), *, listed: bool = False) -> None:
        """Take in one folded text, and the `full` names found in it; cells of a table (`listed`) are not read again."""
        full = set(full)
        rest = elected.without(text, full)
        if rest is not text:
            text, full = rest, {name for name in full if name in rest}
        history = word_set("history")
        self.famous.update(name for name in full if joined(name) in history)
        self.full.update(name for name in full if joined(name) not in history)
        before = len(self.how)
        for mention in chain.from_iterable(map(mentions.find, windows(text))):
            if mention.how in (How.CALLED, How.CHILD) or self.how.get(mention.value, How.GUESSED) is How.GUESSED:
                self.how[mention.value] = mention.how
        if len(self.how) > before or full:
            self.teaching = self.teaching or _teaching().stands_in(text)
        if len(self.how) > before:
            self.where = self.where or where
            self.care.update(text[start:end] for _, start, end in _care_words().find_matches_as_indexes(text[:KEPT]))
        if self.kept < KEPT and not listed:
            self.texts.append(text[: KEPT - self.kept])
            self.kept += len(self.texts[-1])

    def speaks_of_persons(self, *, office: bool) -> bool:
        """Whether persons are called by name in a text about care, health or contact, or many are at all.

        `office` says that a company is named: a list of its people is no list of residents.
        """
        if self._written(office=office):
            return True
        if public_papers.only_offices("\n".join(self.texts), self.how, self.full):
            return False
        apart = {name for name in self.full if len(name.split()) == 2}
        if frames.sums("\n".join(self.texts)[:UNNAMED]):
            return False
        if len(apart) >= ROSTER and not office:
            return True
        called = {value for value, how in self.how.items() if how in _PRIVATE}
        friendly = {value for value in called if self.how[value] is not How.FORMAL}
        if self.teaching and (
            (called and called <= one_of("anybody")) or any(value in frames.generic() for value in called)
        ):
            return False
        if called and self.full and How.CHILD in self.how.values():
            return True
        sure = {value for value, how in self.how.items() if how is not How.GUESSED}
        somebody = called - frames.generic()
        if somebody and (len(somebody) * len(self.care) >= 2 or len(sure | self.full) >= 3):
            return True
        if any(value in frames.generic() for value in called):
            return False
        friendly |= {name for name in self.full if self._addressed(name)}
        return self._frames_speak(friendly, sure, office=office) or self._terse(office=office)

    def _written(self, *, office: bool) -> bool:
        """Whether the text is a chat between persons, a list of children's works, or a letter in Latin letters to or from a Japanese person."""
        text = "\n".join(self.texts)[:UNNAMED]
        if len(chats.writers(text)) >= COMPANY or works.find(text):
            return True
        if latin_notes.note(text) and latin_notes.persons(text):
            return True
        if not (office or self.teaching or frames.very_public(text)) and introduced.somebody(text, self.full):
            return True
        return not office and latin.letter(text) and (bool(latin.pairs(text)) or latin.several_called(text))

    def _addressed(self, name: str) -> bool:
        """Whether an honorific follows a full name somewhere."""
        signs = _signs()
        for text in self.texts:
            at = text.find(name)
            while at >= 0:
                if text.startswith(signs, at + len(name)):
                    return True
                at = text.find(name, at + 1)
        return False

    def _frames_speak(self, called: set[str], sure: set[str], *, office: bool) -> bool:
        """Whether names in telling frames, with those called by name and those in full, show private persons."""
        text = "\n".join(self.texts)
        if not (sure or self.full):
            text = text[:UNNAMED]
            if not frames.hinted(text):
                return False
        if self.teaching:
            return False
        framed = {
            value: tells
            for value, tells in _framed(text).items()
            if tells is not Tells.OFFICE and not rec.nobody(value) and joined(value) not in word_set("history")
        }
        private = {value for value, tells in framed.items() if tells is Tells.PRIVATE}
        telling = {value for value, tells in framed.items() if tells in (Tells.PERSON, Tells.PRIVATE)}
        if office and not called and not private:
            return False
        cared = bool(_care_words().find_matches_as_indexes(text)) or (not office and frames.deals(text))
        guessed = {value for value, how in self.how.items() if how is How.GUESSED}
        if len(called) == 1 and not (framed or self.full) and How.CHILD in self.how.values():
            return bool(self.care) or self._everyday(text)  # one ちゃん: stories have them, too
        if called and (cared or telling):
            return True
        if any(self.how.get(value) is How.CALLED for value in called) and len({*framed, *sure, *guessed}) >= COMPANY:
            return True
        if telling and (cared or len(framed) >= COMPANY):
            return True
        certain = any(not loose.doubtful(value) for value in framed)
        listed = cared and len(framed) >= LIST and certain and not frames.very_public(text)
        return listed or self._everyday(text)

    def _terse(self, *, office: bool) -> bool:
        """Whether a note of a few words names somebody."""
        text = "\n".join(self.texts)
        if self.teaching or self.famous or len(text) > SHORT:
            return False
        framed = {
            value: tells
            for value, tells in _framed(text).items()
            if not rec.nobody(value) and joined(value) not in word_set("history")
        }
        return terse.speaks(text, framed, self.how, self.full, office=office)

    def _everyday(self, text: str) -> bool:
        """Whether a note speaks of the day's work or of home, and of nothing public, and names somebody by weak signs."""
        if len(text) > SHORT or frames.public(text) or frames.teaches(text):
            return False
        matters = frames.everyday(text)
        matters |= {text[start:end] for _, start, end in _care_words().find_matches_as_indexes(text)}
        weight = len(matters) + PAPER * frames.about_one(text)
        framed = {value: tells for value, tells in _framed(text).items() if not rec.nobody(value)}
        if weight < LEAST_MATTERS:
            kin = any(tells is Tells.PRIVATE for tells in framed.values())
            return self._act(text, framed) or len(loose.roster(text, framed)) >= LIST + 1 - kin - weight
        worth = {
            value: LOOSE for value in loose.find(text) if not (loose.doubtful(value) or counted.is_count(text, value))
        }
        worth |= {value: _worth(tells, full=value in self.full or _abroad(value)) for value, tells in framed.items()}
        for value, how in self.how.items():
            if framed.get(value) is not Tells.OFFICE:
                worth[value] = worth.get(value, 0.0) + _HOW_WORTH[how]
        evidence = sum(
            min(one, DOUBTFUL) if loose.uncertain(value) else one
            for value, one in worth.items()
            if len(value) > 1 or value in self.how
        )
        return evidence >= 1 and evidence + weight >= ENOUGH

    def _act(self, text: str, framed: dict[str, Tells]) -> bool:
        """Whether sentences tell what several persons called by their whole names did."""
        said = "\n".join(line for line in text.split("\n") if "。" in line)
        acting = {
            value
            for value in self.full
            if value in said
            and framed.get(value, Tells.OFFICE) is not Tells.OFFICE
            and name_cells.well_known(joined(value))
            and not rec.nobody(value)
        }
        return len(acting) >= COMPANY

    def record(self) -> rec.Record:
        """The persons mentioned; surnames of full names only where they stand alone."""
        surnames = {value for name in self.full if (value := _surname(name))}
        text = "\n".join(self.texts)
        bare = given.alone(text) | mentions.bare(text, surnames) | mentions.alone(text) | mentions.unknown_given(text)
        bare |= mentions.bare(text, {value for name in self.full if (value := given.behind_blank(name))})
        bare |= set(_framed(text))
        bare |= (
            chats.writers(text)
            | works.find(text)
            | chats.speakers(text)
            | latin.noted(text)
            | latin.pairs(text)
            | (latin.called(text) if latin.letter(text) else set())
            | (latin_notes.persons(text) if latin_notes.note(text) else set())
        )
        bare |= loose.find(text, {*self.how, *self.full, *bare})
        bare |= situations.find(text, {*self.how, *self.full, *bare})
        called = (_whole(text, _alone(value)) for value in [*self.how, *sorted(self.full), *sorted(bare)])
        sure = {*self.how, *self.full}
        wrong = name_rows.pairs(text)
        found = dict.fromkeys(
            value
            for value in called
            if not counted.is_no_name(text, value, called=self.how.get(value, How.GUESSED) is not How.GUESSED)
            and (value in sure or not (value in wrong or _a_word(value)))
        )
        lands = running.ends_of_lands(found)
        found = dict.fromkeys(value for value in found if value[-1] not in lands and not running.is_house(value))
        readings = kana_names.find(text)
        parts = _only_parts(text, found, readings)
        if len(found) <= MANY:
            parts |= nearby.places(text, found, sure)
        hits = [Hit("name", value, strength=FAIR) for value in found if value not in parts]
        hits += [Hit("kana", value, strength=FAIR) for value in sorted(readings)]
        hits += [Hit("sensitive", word, strength=FAIR) for word in sorted(_troubles(text, found))]
        hits += [Hit("birth_date", day, strength=FAIR) for day in dict.fromkeys(born.find(text, found))]
        return rec.Record(hits, self.where)

    def company(self, persons: Collection[str], known: Collection[tuple[str, str]]) -> rec.Record:
        """What stands close to `persons` in these texts besides their names, but for `known` kinds and values (`same_key`)."""
        hits: list[Hit] = []
        for text in self.texts:
            hits += companions.find(text, persons)
        seen = {(kind, same_key(value)) for kind, value in known}
        return rec.Record([hit for hit in hits if not _held(hit, seen)], self.where)


def _held(hit: Hit, seen: Collection[tuple[str, str]]) -> bool:
    """Whether a value, or one that it is a part of or has as its part, was found already."""
    key = same_key(hit.value)
    return any(kind == hit.kind and (key in value or value in key) for kind, value in seen)


@lru_cache(maxsize=50_000)
def same_key(value: str) -> str:
    """What is the same in a value however it is set: blanks, dashes and case aside."""
    return joined(value).replace("-", "").lower()


def _abroad(value: str) -> bool:
    """Whether a name is one of several words in katakana."""
    return name_cells.foreign(value) and not value.isascii()


def _worth(tells: Tells, *, full: bool) -> float:
    """What a name in a frame says of its text; an officer's full name, as on letterheads and in minutes, says nothing."""
    if full:
        return 0.0 if tells is Tells.OFFICE else _WORTH[tells] + FULL
    return _WORTH[tells]


def _a_word(value: str) -> bool:
    """Whether what was told as a name is a thing or a time."""
    if value in word_set("no_person") or value in word_set("no_surname"):
        return True
    return loanword(value) and names().given.get(value, 0) < _KNOWN


@lru_cache(maxsize=20_000)
def _unlabelled(value: str) -> str:
    """A name without the relative or party that was taken for a part of it: 長女莉々花, and お父|様寅次 without what calls the relative."""
    value = counted.called(value)
    if plain_ideographs(value) in names().surnames:
        return value
    length, label = introduction(value)
    if length == 1 and label is Label.KIN and names().given.get(plain_ideographs(value[1:]), 0) == _KNOWN:
        return value[1:]  # 母隆は
    if length > 1 and label is Label.KIN and len(value) - length > 1:
        return value[length:]
    return situations.unlabelled(value)


_KNOWN = 2


@lru_cache(maxsize=20_000)
def _alone(value: str) -> str:
    """A name without what was taken for a part of it, before it or behind it: 楠田君, 杉本家, 早瀬世話人, 結局舩越."""
    value = _unlabelled(value)
    plain, surnames, given = plain_ideographs(value), names().surnames, names().given
    if len(plain) < _THREE or len(value.split()) > 1 or plain in surnames:
        return value
    for at in (_THREE, _KNOWN):
        rest = plain[at:]
        told = (
            rest in behind()
            or rest in one_of("party")
            or (len(rest) > 1 and is_ordinary(rest))
            or counted.at_home(rest)
        )
        if rest and surnames.get(plain[:at], 0) == _KNOWN and told and rest not in given:
            return value[:at]
    before, rest = plain[:_KNOWN], plain[_KNOWN:]
    led = before not in surnames and is_ordinary(before) and len(rest) > 1
    return value[_KNOWN:] if led and surnames.get(rest, 0) == _KNOWN and rest not in given else value


_THREE = 3


def _whole(text: str, value: str) -> str:
    """A surname that the first sign of the next word was taken for a given name of: 楠田通訳, 杉本大家, 早瀬親方."""
    surname = value[:-1]
    if len(surname) < _KNOWN or names().surnames.get(plain_ideographs(surname), 0) < _KNOWN or " " in value:
        return value
    at = first = text.find(value)
    while at >= 0:
        rest = text[at + len(surname) : at + len(value) + _LONGEST_TITLE]
        if not any(rest[:length] in behind() for length in range(len(rest), 1, -1)):
            return value
        at = text.find(value, at + 1)
    return surname if first >= 0 else value


_LONGEST_TITLE = 4


MANY = 400
"""Names beyond which nobody asks whether one of them stands only inside a longer one."""


def _only_parts(text: str, found: Collection[str], readings: Collection[str] = ()) -> set[str]:
    """Names that stand nowhere but in longer ones that were found, too, or in `readings`."""
    if len(found) > MANY:
        return set()
    parts: set[str] = set()
    for value in found:
        longer = [other for other in found if value in other and value != other and _is_one(other)]
        longer += [other for other in readings if value in other]
        if longer:
            rest = text
            for other in sorted(longer, key=len, reverse=True):
                rest = rest.replace(other, "\n")
            if value not in rest:
                parts.add(value)
    return parts


def _is_one(name: str) -> bool:
    """Whether a name in two words is a person's, and not two surnames of a list: 田中 西村."""
    first, _, second = name.partition(" ")
    if second and not RUN.search(name):
        return True
    if second and first in one_of("continental"):
        return True
    known = plain_ideographs(first) in names().surnames or any(sign in first for sign in people.JOINTS)
    return not second or (plain_ideographs(second) in names().given and known)


def _troubles(text: str, persons: Iterable[str]) -> set[str]:
    """What makes the text one to be handled with care, where one of `persons` is called nearby; mere headings aside."""
    told: set[str] = set()
    hits = sorted(sensitive(text), key=lambda hit: (hit.start, -hit.end))
    inside = {other for one, other in pairwise(hits) if other.start >= one.start and other.end < one.end}
    for hit in hits:
        if hit.value in told or hit in inside:
            continue
        if hit.value in word_set("vague"):
            said = nearby.said_in_note if len(text) <= SHORT else nearby.said_of_somebody
            if hit.value in word_set("near") and said(text, hit, persons):
                told.add(hit.value)
        else:
            around = text[max(0, hit.start - NEARBY) : hit.end + NEARBY]
            if len(text) <= SHORT or any(person in around for person in persons):
                told.add(hit.value)
    return told


@lru_cache(maxsize=1)
def _framed(text: str) -> dict[str, Tells]:
    """Names told by what stands around them, and the most that any of their frames says."""
    found: dict[str, Tells] = {}
    for value, tells in frames.find(text):
        if counted.is_no_name(text, value):
            continue
        found[value] = max(tells, found.get(value, tells), key=lambda one: one.value)
    return found


def _surname(name: str) -> str:
    """The surname of a full name, as written; empty where it cannot be told."""
    parts = name.split()
    if len(parts) > 1:
        return parts[0]
    bare, lexicon = plain_ideographs(joined(name)), names()
    for length in range(min(4, len(bare) - 1), 0, -1):
        if bare[:length] in lexicon.surnames and (bare[length:] in lexicon.given or lexicon.given_like(bare[length:])):
            return name[:length] if name[:length] not in word_set("no_person") else ""
    return ""
