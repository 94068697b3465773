"""Put verify.html together: one file, no library, no network (docs/format, section 9).

``python -m evidence.web.page [--trust trust.json] [--plain] [OUT]`` writes the page, with the ward's trust list inside if
given. Codes, schema and Japanese sentences come from the Python package, so that both verifiers say the same. The script
is deflated to keep the page below 40 kB; ``--plain`` writes the same page with the script to be read.
"""

from __future__ import annotations

import argparse
import base64
import dataclasses
import json
import re
import sys
import types
import typing
import zlib
from pathlib import Path
from typing import Any

from evidence import model, text, trust
from evidence.jsonstrict import Text, json_name
from evidence.model import Instant
from evidence.verdict import Code

HERE = Path(__file__).parent
OUT = HERE / "verify.html"
SOURCES = ("zip.src.js", "pki.src.js", "documents.src.js", "verify.src.js", "page.src.js")
DOCUMENTS = (model.BundleManifest, model.HostManifest, model.Request, model.Receipt, model.TrustList)
MAX_BYTES = 40_000


LOADER = """const packed = Uint8Array.from(atob("{packed}"), c => c.charCodeAt(0));
new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text().then(text => {
const script = document.createElement("script");
script.textContent = text;
document.head.append(script);
});"""


def script(ward_trust: bytes | None = None) -> str:
    """The whole program of the page; ``ward_trust`` is a trust.json to carry inside."""
    return "\n".join([_data(ward_trust), *(_squeeze((HERE / name).read_text("utf-8")) for name in SOURCES)])


def page(ward_trust: bytes | None = None, *, plain: bool = False) -> str:
    """The page as one text, its script deflated or, ``plain``, readable."""
    program = script(ward_trust)
    template = (HERE / "page.template.html").read_text("utf-8")
    if not plain:
        engine = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
        packed = base64.b64encode(engine.compress(program.encode("utf-8")) + engine.flush())
        program = LOADER.replace("{packed}", packed.decode("ascii"))
    return template.replace("/*SCRIPT*/", program)


def unpack(html: str) -> str:
    """The script of a page made by ``page``, as text."""
    found = re.search(r'atob\("([A-Za-z0-9+/=]+)"\)', html)
    return zlib.decompress(base64.b64decode(found[1]), -15).decode("utf-8") if found else ""


def _data(ward_trust: bytes | None) -> str:
    codes = {c.name: [c.step, c.severity.value] for c in Code}
    words = {c.name: [text.sentence(c.name), text.next_step(c.name)] for c in Code} | text.page_words()
    ward = None if ward_trust is None else json.loads(ward_trust)
    parts = {"CODES": codes, "SCHEMA": schema(), "TEXT": words, "WARD": ward}
    return "".join(f"const {k}={json.dumps(v, ensure_ascii=False, separators=(',', ':'))};\n" for k, v in parts.items())


def _squeeze(source: str) -> str:
    """Without whole-line comments and indentation; the code itself stays readable."""
    lines = (re.sub(r"\s+// .*$", "", line).strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def schema() -> dict[str, dict[str, str]]:
    """Every document class of the format as ``{class: {key: type}}`` in the small notation of verify.src.js."""
    out: dict[str, dict[str, str]] = {}
    for cls in DOCUMENTS:
        _describe(cls, out)
    return out


def _describe(cls: Any, out: dict[str, dict[str, str]]) -> str:  # noqa: ANN401
    name = str(cls.__name__)
    if name not in out:
        out[name] = {}
        for key, kind in typing.get_type_hints(cls, include_extras=True).items():
            out[name][json_name(key)] = _kind(kind, out)
    return name


def _kind(kind: Any, out: dict[str, dict[str, str]]) -> str:  # noqa: ANN401
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        rule: Text = arguments[1]
        return "instant" if isinstance(rule, Instant) else f"/{rule.longest}/{rule.pattern}"
    if origin in (types.UnionType, typing.Union):
        return "?" + _kind(arguments[0], out)
    if origin is tuple:
        return "*" + _kind(arguments[0], out)
    return _describe(kind, out) if dataclasses.is_dataclass(kind) else str(kind.__name__)


def main() -> int:
    """Write the page; 65 when the trust list cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m evidence.web.page")
    parser.add_argument("--trust", type=Path)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    options = parser.parse_args()
    if options.trust:
        trust.load(options.trust)
    html = page(options.trust.read_bytes() if options.trust else None, plain=options.plain)
    options.out.write_text(html, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
