"""A time stamp authority on the loopback (RFC 3161 over HTTP), and servers that only pretend to be one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.pki import Identity

REPLY = "application/timestamp-reply"


@dataclass(frozen=True)
class Answer:
    """What a server sends back: status, content type, body."""

    body: bytes
    content_type: str = REPLY
    status: int = 200


Answering = Callable[[str, bytes], Answer]
"""From path and body of a request to the answer."""


def stamping(identity: Identity) -> Answering:
    """An authority that stamps whatever it is asked to, with the (frozen) time of the day."""
    store = SimpleCertificateStore()
    for certificate in identity.chain:
        store.register(asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)))
    private = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(identity.der), keys.PrivateKeyInfo.load(private), certs_to_embed=store
    )

    def answer(path: str, body: bytes) -> Answer:
        reply = stamper.request_tsa_response(tsp.TimeStampReq.load(body))
        return Answer(reply.dump())

    return answer


@contextmanager
def serve(answering: Answering) -> Iterator[str]:
    """Run a server with these answers; the value is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._send(answering(self.path, body))

        def do_GET(self) -> None:
            self._send(answering(self.path, b""))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
