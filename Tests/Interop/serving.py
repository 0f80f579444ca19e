"""A running `counsel serve` with channels of our choice, and the platform that it calls."""
import http.server
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PRIVACY_KEY = "interop-privacy-key-of-thirty-two-characters"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def sealed(text, use):
    """A text as the server's vault seals it: one byte of version, nonce, ciphertext and tag."""
    key = HKDF(hashes.SHA256(), 32, None, b"counsel 1 sealing").derive(PRIVACY_KEY.encode())
    nonce = os.urandom(12)
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, text.encode(), use.encode())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Platform:
    """Remembers every call; answers by a table of paths, with what is scripted for a path first."""

    def __init__(self, answers):
        self.calls = []
        self.answers = answers
        self.scripted = {}
        platform = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(b"")

            def do_POST(self):
                self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def answer(self, body):
                url = urllib.parse.urlsplit(self.path)
                query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
                headers = {name.lower(): value for name, value in self.headers.items()}
                platform.calls.append((url.path, query, json.loads(body) if body else None, headers))
                script = platform.scripted.get(url.path) or []
                answer = script.pop(0) if script else platform.answers.get(url.path, {"errcode": 0, "errmsg": "ok"})
                text = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, path, count=1):
        """The calls of a path, once there are so many of them."""
        for _ in range(400):
            found = [call for call in self.calls if call[0] == path]
            if len(found) >= count:
                return found
            time.sleep(0.05)
        raise AssertionError("no %d calls of %s but %s" % (count, path, [call[0] for call in self.calls]))

    def close(self):
        self.server.shutdown()


class Counsel:
    """The server with these channels, in a folder of its own."""

    def __init__(self, binary, channels):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        self.database = folder / "counsel.sqlite"
        port = free_port()
        self.url = "http://127.0.0.1:%d" % port
        config = {
            "listen": {"host": "127.0.0.1", "port": port}, "database": str(self.database),
            "catalog": {"intents": str(ROOT / "intents"), "faq": str(ROOT / "faq")},
            "directory": str(ROOT / "directory"), "watch-seconds": 0, "channels": channels,
            "privacy": {"key": PRIVACY_KEY},
        }
        # Whatever is JSON is YAML.
        (folder / "config.yaml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
        self.log = open(folder / "log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [str(pathlib.Path(binary).resolve()), "serve", "--config", str(folder / "config.yaml")],
            cwd=ROOT, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(1200):
            if self.process.poll() is not None:
                self.log.seek(0)
                raise AssertionError("the server ended by itself:\n" + self.log.read())
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not get ready")

    def request(self, channel, query=None, body=None, headers=None):
        """Status, body and fields of the answer to a webhook; a GET without a body."""
        url = "%s/webhooks/%s" % (self.url, channel)
        if query:
            url += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        request = urllib.request.Request(url, body, headers or {})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def say_later(self, channel, to, text, kind="private"):
        """Puts a message into the outbox, as an adviser's late answer would be."""
        message = {"channel": channel, "to": to, "kind": kind, "text": text, "mentions": []}
        now = int(time.time() * 1000)
        file = sqlite3.connect(self.database, timeout=10)
        with file:
            file.execute(
                """INSERT INTO outbox (destination, sealed, purpose, createdAt, notBefore, state)
                VALUES (?, ?, 'reply', ?, ?, 'pending')""",
                ("%s/%s" % (channel, to), sealed(json.dumps(message, ensure_ascii=False), "outbox message"), now, now))
        file.close()

    def rows(self, query, *arguments):
        """What the database says."""
        file = sqlite3.connect(self.database, timeout=10)
        try:
            return file.execute(query, arguments).fetchall()
        finally:
            file.close()

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()
        self.folder.cleanup()
