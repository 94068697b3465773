"""The home screen line by line: every stage with its state, what is due, and each thing entered one field at a time.

What is a command of its own already (sealing, delivering, the end of a contract) is named with the command: those are
line by line by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from selfaudit.domain.register import RegisterKind
from selfaudit.errors import InputError
from selfaudit.report.charts import charts, legend, lines
from selfaudit.services import entry, flow, registers
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.report import build_report
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, japan

_CELLS = 76
COMMANDS = {"6": "seal", "7": "deliver", "e": "certificate", "f": "findings", "t": "duty"}
"""Choices that are commands of their own."""


@dataclass
class PlainMenu:
    """One person at a line-by-line terminal, looking at one inspection."""

    walk: Walk
    line: Callable[[str], str]
    """Asks for one line."""
    say: Callable[[str], None]
    check: Callable[[], None]
    search: Callable[[], None]

    def run(self) -> None:
        """Show where things stand and do what is chosen, until Enter alone."""
        while True:
            self._show()
            chosen = self.line(t("menu.choose")).lower()
            act = {
                "3": self.check,
                "4": self.search,
                "5": self._register,
                "c": self._contract,
                "m": self._person,
                "d": self._machine,
                "g": self._charts,
            }.get(chosen)
            if not chosen:
                return
            if act is not None:
                act()
            elif chosen in COMMANDS:
                self.say(t(f"menu.command.{COMMANDS[chosen]}"))
            else:
                self.say(t("menu.unknown"))

    def _show(self) -> None:
        self.say("")
        today = japan(self.walk.workspace.clock()).date()
        for due in flow.deadlines(self.walk)[:2]:
            self.say(t(f"menu.due.{due.kind}", day=date_label(due.day), days=due.days(today)))
        for number, found in enumerate(flow.stages(self.walk), 1):
            key = f"home.stage.{found.stage}"
            state = t(f"{key}.{found.standing}", **found.numbers)
            self.say(f"{number}  {t(f'{key}.title')}  {state}")
        self.say(t("menu.more"))

    def _contract(self) -> None:
        records = ContractRecords(self.walk.workspace, self.walk.contract.id)
        texts = entry.texts(entry.CONTRACT, records.contract)
        self._fields("contract", texts, records.set_contract)

    def _person(self) -> None:
        records = ContractRecords(self.walk.workspace, self.walk.contract.id)
        for person in records.people():
            self.say(f"  {person.name}  {person.role}")
        row = new_id()
        self._fields("person", dict.fromkeys(entry.PERSON, ""), lambda name, text: records.set_person(row, name, text))

    def _machine(self) -> None:
        records = ContractRecords(self.walk.workspace, self.walk.contract.id)
        for machine in records.machines():
            self.say(f"  {machine.label}  {machine.os}  {machine.place}")
        row = new_id()
        fields = {name: "" for name in entry.MACHINE if name != "user"}
        self._fields("machine", fields, lambda name, text: records.set_machine(row, name, text))

    def _register(self) -> None:
        books = dict(enumerate(RegisterKind, 1))
        for number, book in books.items():
            count = len(self.walk.registers.entries(book))
            self.say(t("menu.book", number=number, title=registers.title(book), count=count))
        typed = self.line(t("menu.which_book"))
        if not typed.isdecimal() or int(typed) not in books:
            return
        book, row = books[int(typed)], new_id()
        for name in registers.kinds(book):
            self._field(registers.label(book, name), "", partial(self._enter, row, book, name))

    def _enter(self, row: str, book: RegisterKind, name: str, text: str) -> None:
        self.walk.registers.set(row, book, name, text)

    def _charts(self) -> None:
        found = charts(build_report(self.walk, self.walk.workspace.clock()))
        self.say(t("charts.about", legend=legend()) if found else t("menu.no_charts"))
        for chart in found:
            for line in lines(chart, _CELLS):
                self.say(line)

    def _fields(self, form: str, texts: Mapping[str, str], save: Callable[[str, str], object]) -> None:
        for name, text in texts.items():
            label = t(f"contract.form.{form}.{name}.label")
            self._field(label, text, partial(save, name))

    def _field(self, label: str, text: str, save: Callable[[str], object]) -> None:
        """Ask for one field until it can be read; Enter alone leaves it as it is."""
        shown = text.replace("\n", " / ")
        while typed := self.line(t("menu.field", label=label, text=shown) if shown else t("menu.new", label=label)):
            try:
                save(typed.replace(" / ", "\n"))
            except InputError as error:
                self.say(str(error))
            else:
                return
