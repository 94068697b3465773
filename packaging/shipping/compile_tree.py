"""Compile a folder of libraries for the Python that runs this: ``python compile_tree.py FOLDER NAME...``.

What lies below a NAME keeps its sources, with the compiled form beside them, checked against the source when it is loaded: it is
meant to be read. Of everything else only the compiled form stays. Standard library only: another Python may run it.
"""

import py_compile
import sys
from pathlib import Path


def main(folder: Path, kept: set[str]) -> None:
    """Compile every module, in order of their names; py_compile.PyCompileError for one that this Python cannot read."""
    for file in sorted(folder.rglob("*.py"), key=lambda file: file.relative_to(folder).as_posix()):
        name = file.relative_to(folder)
        shown = name.as_posix()
        if name.parts[0] in kept:
            out = file.parent / "__pycache__" / f"{file.stem}.{sys.implementation.cache_tag}.pyc"
            mode = py_compile.PycInvalidationMode.CHECKED_HASH
        else:
            out, mode = file.with_suffix(".pyc"), py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(file), str(out), shown, doraise=True, invalidation_mode=mode)
        if name.parts[0] not in kept:
            file.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
