"""Pages as PDF/A-3b, typeset by typst from fonts that come with the program.

No system font is used, so a file looks the same wherever it is made, and the same content gives the same bytes. Values
reach a template as JSON: they can never become markup. PDF/A refuses characters without a glyph, so a character the
fonts lack is written as its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from pylopdf_fonts_cjk import sans_path

from selfaudit.errors import InternalError
from selfaudit.report.glyphs import covered, spelled_out
from selfaudit.text.messages import t

TEMPLATES = Path(__file__).parent / "templates"
STANDARD: Literal["a-3b"] = "a-3b"


def typeset(template: str, content: Mapping[str, Any], created: datetime) -> bytes:
    """The template filled with JSON values (sys.inputs.report); InternalError if template or fonts are broken."""
    data = spelled_out(dict(content), font_characters())
    compiler = typst.Compiler(font_paths=_fonts(), sys_inputs={"report": json.dumps(data, ensure_ascii=False)})
    source = (TEMPLATES / template).read_bytes()
    pdf, warnings = compiler.compile_with_warnings(
        source, format="pdf", pdf_standards=[STANDARD], timestamp=created.replace(microsecond=0)
    )
    # A font that is not found is only a warning to typst, and its text is simply missing from the page.
    if warnings or not isinstance(pdf, bytes):
        raise InternalError(t("report.pdf.failed"), "; ".join(warning.message for warning in warnings))
    return pdf


@cache
def _fonts() -> typst.Fonts:
    paths = [str(Path(sans_path()).parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@cache
def font_characters() -> frozenset[int]:
    """The code points the fonts that come with the program can draw."""
    return covered(Path(sans_path()))
