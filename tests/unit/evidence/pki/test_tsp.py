"""RFC 3161 timestamps: tokens of openssl's own authority, of others, and a live service over HTTP."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import InputError, Refused
from evidence.pki import tsp
from tests.assets.timestamp_service import CONFIGURATION
from tests.vectors import tsa

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
Respond = Callable[[bytes], bytes]


@pytest.fixture(params=["sha256", "sha1"])
def openssl_tsa(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Respond, x509.Certificate]:
    """A local authority made with ``openssl ts``: query in, response out. Old ones name certificates by SHA-1."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    conf = tmp_path / "tsa.cnf"
    conf.write_text(CONFIGURATION.format(folder=tmp_path, ess=request.param), "ascii")
    (tmp_path / "serial").write_text("01\n", "ascii")
    make = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
    make += ["-keyout", str(tmp_path / "tsa.key"), "-out", str(tmp_path / "tsa.pem"), "-config", str(conf)]
    subprocess.run([*make, "-extensions", "ext"], check=True, capture_output=True)

    def respond(query: bytes) -> bytes:
        (tmp_path / "q").write_bytes(query)
        reply = [openssl, "ts", "-reply", "-config", str(conf), "-queryfile", str(tmp_path / "q"), "-out"]
        subprocess.run([*reply, str(tmp_path / "r")], check=True, capture_output=True)
        return (tmp_path / "r").read_bytes()

    return respond, x509.load_pem_x509_certificate((tmp_path / "tsa.pem").read_bytes())


@pytest.mark.tool
def test_a_token_of_openssl(openssl_tsa: tuple[Respond, x509.Certificate]) -> None:
    respond, cert = openssl_tsa
    body, nonce = tsp.query(b"signature value")
    token = tsp.accept(respond(body), b"signature value", nonce)
    checked = tsp.check(token, b"signature value")
    assert checked.certificate == cert
    assert abs((checked.at - datetime.now(UTC)).total_seconds()) < 3600
    assert tsp.trusted(checked, [cert])
    assert not tsp.trusted(checked, [])
    with pytest.raises(Refused) as caught:
        tsp.check(token, b"other")
    assert caught.value.code.name == "TST_IMPRINT"
    with pytest.raises(InputError) as refused:
        tsp.accept(respond(body), b"signature value", nonce + 1)
    assert refused.value.values == {"code": "TST_NONCE"}


@pytest.mark.tool
def test_openssl_reads_our_query(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    (tmp_path / "q").write_bytes(tsp.query(b"abc")[0])
    shown = subprocess.run(
        [openssl, "ts", "-query", "-in", str(tmp_path / "q"), "-text"], capture_output=True, text=True, check=True
    ).stdout
    assert "Hash Algorithm: sha256" in shown
    assert "Certificate required: yes" in shown


VECTORS = [
    ("response.tsr", "ok"),
    ("response-sha256.tsr", "ok"),
    ("response-sha384.tsr", "ok"),
    ("response-no-embedded-cert.tsr", "TST_CERT_MISSING"),
    ("response-expired.tsr", "TST_CERT_MISSING"),
]


@pytest.mark.parametrize(("name", "expected"), VECTORS)
def test_responses_of_other_services(shared: Path, name: str, expected: str) -> None:
    """Real responses; the data they cover is not known, so a sound one stops exactly at the imprint."""
    path = shared / "samples/evidence-vectors/rfc3161-client" / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    with pytest.raises(Refused) as caught:
        tsp.check(tsp.response_token(path.read_bytes()), b"unknown")
    assert caught.value.code.name == ("TST_IMPRINT" if expected == "ok" else expected)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=120))
def test_garbage_raises_only_our_refusal(raw: bytes) -> None:
    with pytest.raises(Refused):
        tsp.check(tsp.response_token(raw), b"")


TOKEN = tsa.Authority(tsa.certificate(1, START, END), datetime(2026, 7, 1, tzinfo=UTC), fraction=".123")(b"data")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TOKEN) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_token_raises_only_our_refusal(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(TOKEN)
    for at, value in changes:
        raw[at] = value
    try:
        tsp.check(bytes(raw), b"data")
    except Refused:
        return


@pytest.fixture
def service() -> Iterator[tuple[str, list[bytes]]]:
    """An HTTP timestamp service on this machine; what it answers is set by the test."""
    answers: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200 if answers else 500)
            self.end_headers()
            if answers:
                self.wfile.write(answers[0])

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/tsa", answers
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_service_that_fails_is_named(service: tuple[str, list[bytes]]) -> None:
    url, answers = service
    with pytest.raises(InputError) as caught:
        tsp.Service(url)(b"data")
    assert caught.value.key == "tsa_unreachable"
    answers.append(b"\x30\x05\x30\x03\x02\x01\x02")
    with pytest.raises(InputError) as caught:
        tsp.Service(url)(b"data")
    assert caught.value.key == "tsa_answer", "a refusal (PKIStatus 2) is no token"
    with pytest.raises(InputError) as caught:
        tsp.Service("http://127.0.0.1:9/")(b"data")
    assert caught.value.key == "tsa_unreachable"
    with pytest.raises(InputError) as caught:
        tsp.Service("file:///etc/passwd")
    assert caught.value.key == "tsa_url"


@pytest.mark.tool
def test_a_service_over_http(openssl_tsa: tuple[Respond, x509.Certificate]) -> None:
    respond, cert = openssl_tsa

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = respond(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        token = tsp.Service(f"http://127.0.0.1:{server.server_port}/")(b"data")
        thread.join()
    assert tsp.trusted(tsp.check(token, b"data"), [cert])
