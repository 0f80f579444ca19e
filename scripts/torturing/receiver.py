"""The platforms' side: takes pings and pushes, well or badly behaved, and counts what it acknowledged."""
import json, re, socket, socketserver, ssl, subprocess, threading, time


class Receiver:
    def __init__(self, port):
        self.manner, self.lock = "well", threading.Lock()
        self.taken = []  # (body, whether it was acknowledged)
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            timeout = 20

            def handle(self):
                try:
                    while outer.serve(self):
                        pass
                except OSError:
                    pass

        class Listener(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads, request_queue_size = True, True, 256

        self.listener = Listener(("127.0.0.1", port), Handler)
        self.port = port
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def behave(self, manner):
        self.manner = manner

    def serve(self, connection):
        line = connection.rfile.readline()
        if not line:
            return False
        length = 0
        while True:
            field = connection.rfile.readline().strip().lower()
            if not field:
                break
            if field.startswith(b"content-length:"):
                length = int(field.split(b":")[1])
        body = connection.rfile.read(length).decode("utf-8", "replace")
        manner = self.manner
        if manner == "hang":
            time.sleep(6)
            return False
        if manner == "close":
            return False
        answer = b'{"errcode":0,"errmsg":"ok"}'
        status = b"HTTP/1.1 200 OK\r\n"
        if manner == "refuse":
            status = b"HTTP/1.1 500 Internal Server Error\r\n"
        if manner == "flood":
            answer = b'{"errcode":0,"x":"' + b"x" * 5_000_000 + b'"}'
        head = status + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
        with self.lock:
            self.taken.append((body, manner == "well"))
        if manner == "trickle":
            for byte in head + answer:
                connection.wfile.write(bytes([byte]))
                connection.wfile.flush()
                time.sleep(0.2)
        else:
            connection.wfile.write(head + answer)
            connection.wfile.flush()
        return True

    def counts(self):
        """How often each case's ping was taken, whatever was answered; the case stands in the ping's first line."""
        counted = {}
        with self.lock:
            for body, _ in self.taken:
                text = json.loads(body).get("text")
                text = text.get("content", "") if isinstance(text, dict) else str(text)
                found = re.match(r"【\D* (\d{4,})】", text)
                if found:
                    counted[int(found.group(1))] = counted.get(int(found.group(1)), 0) + 1
        return counted

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


class Impostor:
    """A platform with a certificate that it signed itself; counts who met it, and what was said all the same."""

    def __init__(self, folder):
        key, certificate = folder + "/impostor.key", folder + "/impostor.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.met, self.heard = self.listener.getsockname()[1], 0, 0
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.met += 1
            connection.settimeout(2)
            try:
                with self.context.wrap_socket(connection, server_side=True) as secured:
                    self.heard += bool(secured.recv(1))
            except OSError:
                connection.close()

    def close(self):
        """How many said something."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)
        return self.heard
