"""The small algebra library stands for the whole one: the same results as NumPy's own; DLLs are the same bytes twice."""

import ctypes
import importlib.util
import itertools
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

KINDS = {"s": np.float32, "d": np.float64, "c": np.complex64, "z": np.complex128}
BY_ROWS, BY_COLUMNS, PLAIN, TURNED, CONJUGATED, UPPER, LOWER = 101, 102, 111, 112, 113, 121, 122


@pytest.fixture(scope="module")
def algebra(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.skip("no C compiler here")
    out = tmp_path_factory.mktemp("algebra") / "algebra.so"
    source = Path(__file__).resolve().parents[3] / "packaging" / "windows" / "native" / "algebra.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(out), str(source)], check=True)
    return ctypes.CDLL(str(out))


def numbers(kind: str, *shape: int) -> np.ndarray:
    chance = np.random.default_rng(7)
    return (
        (chance.integers(-4, 5, shape) + 1j * chance.integers(-4, 5, shape)).astype(KINDS[kind])
        if kind in "cz"
        else chance.integers(-4, 5, shape).astype(KINDS[kind])
    )


def scalar(kind: str, value: complex) -> object:
    if kind in "cz":
        return np.array([value], KINDS[kind]).ctypes.data_as(ctypes.c_void_p)
    return (ctypes.c_float if kind == "s" else ctypes.c_double)(value.real)


def at(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def whole(value: int) -> ctypes.c_int64:
    return ctypes.c_int64(value)


def turned(array: np.ndarray, how: int) -> np.ndarray:
    return array if how == PLAIN else array.T if how == TURNED else array.conj().T


@pytest.mark.parametrize("kind", KINDS)
def test_products_of_matrices(algebra: ctypes.CDLL, kind: str) -> None:
    rows, columns, terms = 3, 4, 5
    for order, how_a, how_b in itertools.product(
        (BY_ROWS, BY_COLUMNS), (PLAIN, TURNED, CONJUGATED), (PLAIN, TURNED, CONJUGATED)
    ):
        layout = "C" if order == BY_ROWS else "F"
        a = np.array(numbers(kind, *((rows, terms) if how_a == PLAIN else (terms, rows))), order=layout)
        b = np.array(numbers(kind, *((terms, columns) if how_b == PLAIN else (columns, terms))), order=layout)
        c = np.array(numbers(kind, rows, columns), order=layout)
        expected = 2 * (turned(a, how_a) @ turned(b, how_b)) + 3 * c
        leading = [max(one.strides) // one.itemsize for one in (a, b, c)]
        getattr(algebra, f"scipy_cblas_{kind}gemm64_")(
            order, how_a, how_b, whole(rows), whole(columns), whole(terms), scalar(kind, 2), at(a), whole(leading[0]),
            at(b), whole(leading[1]), scalar(kind, 3), at(c), whole(leading[2]),
        )  # fmt: skip
        np.testing.assert_array_equal(c, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_a_matrix_and_a_vector(algebra: ctypes.CDLL, kind: str) -> None:
    a = numbers(kind, 3, 4)
    for how, step in itertools.product((PLAIN, TURNED, CONJUGATED), (1, 2, -1)):
        x, y = numbers(kind, 4 if how == PLAIN else 3), numbers(kind, 3 if how == PLAIN else 4)
        spread = np.zeros(len(x) * abs(step), KINDS[kind])
        spread[:: abs(step)] = x if step > 0 else x[::-1]
        expected = turned(a, how) @ x
        getattr(algebra, f"scipy_cblas_{kind}gemv64_")(
            BY_ROWS, how, whole(3), whole(4), scalar(kind, 1), at(a), whole(4), at(spread), whole(step), scalar(kind, 0),
            at(y), whole(1),
        )  # fmt: skip
        np.testing.assert_array_equal(y, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_half_of_a_symmetric_product(algebra: ctypes.CDLL, kind: str) -> None:
    for how, half in itertools.product((PLAIN, TURNED), (UPPER, LOWER)):
        a = numbers(kind, 3, 4)
        size = 3 if how == PLAIN else 4
        product = a @ a.T if how == PLAIN else a.T @ a
        c = np.full((size, size), 9, KINDS[kind])
        getattr(algebra, f"scipy_cblas_{kind}syrk64_")(
            BY_ROWS, half, how, whole(size), whole(7 - size), scalar(kind, 1), at(a), whole(4), scalar(kind, 0), at(c),
            whole(size),
        )  # fmt: skip
        inside = np.triu if half == UPPER else np.tril
        np.testing.assert_array_equal(inside(c), inside(product))
        assert (c == 9).sum() >= size * (size - 1) // 2, "the other half stays"


@pytest.mark.parametrize("kind", KINDS)
def test_vectors(algebra: ctypes.CDLL, kind: str) -> None:
    x, y = numbers(kind, 6), numbers(kind, 6)[::-1].copy()
    out = np.zeros(1, KINDS[kind])
    if kind in "cz":
        for name, expected in (("dotu_sub", (x * y).sum()), ("dotc_sub", (x.conj() * y).sum())):
            getattr(algebra, f"scipy_cblas_{kind}{name}64_")(whole(6), at(x), whole(1), at(y), whole(1), at(out))
            assert out[0] == expected
    else:
        dot = getattr(algebra, f"scipy_cblas_{kind}dot64_")
        dot.restype = ctypes.c_float if kind == "s" else ctypes.c_double
        assert dot(whole(6), at(x), whole(1), at(y), whole(1)) == (x * y).sum()
        assert dot(whole(3), at(x), whole(2), at(y), whole(-1)) == (x[::2] * y[2::-1]).sum()
    expected_sum = 2 * x + y
    getattr(algebra, f"scipy_cblas_{kind}axpy64_")(whole(6), scalar(kind, 2), at(x), whole(1), at(y), whole(1))
    np.testing.assert_array_equal(y, expected_sum)


@pytest.mark.tool
@pytest.mark.skipif(
    os.environ.get("SELFAUDIT_RELEASE") != "1" or importlib.util.find_spec("ziglang") is None,
    reason="compiles for Windows, minutes the first time: set SELFAUDIT_RELEASE=1 and install ziglang",
)
def test_a_dll_is_the_same_wherever_it_is_made_and_gives_its_names(repo_root: Path, tmp_path: Path) -> None:
    from shipping import native, portable

    made = []
    for place in (tmp_path / "a", tmp_path / "longer name"):
        source = place / "checks" / "residue" / "native"
        shutil.copytree(repo_root / "checks" / "residue" / "native", source)
        native.add_kernel(place)
        made.append(source / native.KERNEL)
    assert made[0].read_bytes() == made[1].read_bytes()
    image = portable.Image(made[0])
    assert "kernel_scan" in image.given()
    assert all(name.startswith(("api-ms-win-crt-", "kernel32")) for name in image.taken())
