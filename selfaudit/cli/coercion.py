"""Plain values of the command line, without pydantic: importing it takes longer than most commands run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_origin

from typer._coercion import TypeDescriptor, build_runtime_param
from typer._param_types import coerce_cli_path

_MOST = 1_000_000_000


class Plain:
    """Stands where typer keeps what turns words into values: texts, paths and lists of them; all else typer does itself."""

    def __init__(self, descriptor: TypeDescriptor) -> None:
        self._descriptor = descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value of one parameter, as typer would give it; typer's BadParameter for a wrong one."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        annotation: Any = self._descriptor.annotation
        in_list = get_origin(annotation) is list
        one = get_args(annotation)[0] if in_list else annotation
        values = value if many and isinstance(value, (list, tuple)) else [value]
        if many != in_list or not all(self._is_plain(each, one) for each in values):
            return build_runtime_param(self._descriptor).coerce(value, param=param, ctx=ctx)
        made = [self._made(each, one, param, ctx) for each in values]
        return made if many else made[0]

    def _is_plain(self, value: Any, wanted: Any) -> bool:
        about = self._descriptor.parameter_info
        if about.parser is not None or self._descriptor.is_file:
            return False
        if wanted in (str, Path):
            return isinstance(value, str)
        if wanted is int and isinstance(value, str) and value.isascii() and value.isdigit():
            return (about.min or 0) <= int(value) <= (_MOST if about.max is None else about.max) and not about.clamp
        return wanted in (int, bool) and type(value) is wanted

    def _made(self, value: Any, wanted: Any, param: Any, ctx: Any) -> Any:
        if wanted is int:
            return int(value)
        if wanted is not Path:
            return value
        about = self._descriptor.parameter_info
        return coerce_cli_path(Path(value), about, path_type=about.path_type or Path, param=param, ctx=ctx)
