"""A timestamp service on this machine, run by ``openssl ts``: what a contractor without a paid one can try."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

CONFIGURATION = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Local TSA
[ext]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = {ess}
"""


def openssl() -> str | None:
    """The program, where it is installed."""
    return shutil.which("openssl")


@contextmanager
def timestamp_service(folder: Path) -> Iterator[tuple[str, Path]]:
    """Address and certificate (PEM) of a service that answers until the block ends."""
    folder.mkdir()
    configuration, certificate = folder / "tsa.cnf", folder / "tsa.pem"
    configuration.write_text(CONFIGURATION.format(folder=folder.as_posix(), ess="sha256"), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="ascii")
    words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"]
    words += ["-keyout", str(folder / "tsa.key"), "-out", str(certificate), "-config", str(configuration)]
    _run(*words, "-extensions", "ext")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            reply = ["ts", "-reply", "-config", str(configuration), "-queryfile", str(folder / "query")]
            _run(*reply, "-out", str(folder / "reply"))
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", certificate
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _run(*words: str) -> None:
    program = openssl()
    if program is None:
        raise FileNotFoundError("openssl")
    subprocess.run([program, *words], check=True, capture_output=True)
