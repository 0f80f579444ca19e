"""The server under torture: one database over all rounds."""
import http.client, os, re, resource, shutil, signal, sqlite3, subprocess, time

SECRET = b"torture-secret"


class Server:
    def __init__(self, binary, root, folder, port, receiver_port):
        self.binary, self.folder, self.port = os.path.abspath(binary), folder, port
        self.process, self.crashes, self.starts = None, 0, 0
        self.database = folder + "/data/counsel.sqlite"
        os.makedirs(folder + "/data")
        for name in ("intents", "faq", "directory"):
            shutil.copytree(os.path.join(root, name), os.path.join(folder, name))
        # Every robot and push goes to the receiver; retries come fast and without a cap, so that rounds are short.
        text = open(os.path.join(root, "config/demo.yaml"), encoding="utf-8").read()
        text = text.replace("    kind: wecom-robot\n", "    kind: wecom-robot\n    per-minute: 60000\n")
        self.config = folder + "/config.yaml"
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text + "\ndelivery: {base-milliseconds: 50, cap-milliseconds: 1000, timeout-milliseconds: 2000}\n")
        self.environment = dict(
            os.environ, COUNSEL_PORT=str(port), COUNSEL_DATABASE=self.database,
            COUNSEL_NEUTRAL_SECRET=SECRET.decode(), COUNSEL_NEUTRAL_PUSH_URL="http://127.0.0.1:%d/push" % receiver_port,
            COUNSEL_ROBOT_URL="http://127.0.0.1:%d/cgi-bin/webhook/send?key=k" % receiver_port,
            COUNSEL_CHANNEL_PER_MINUTE="0", COUNSEL_CONVERSATION_PER_MINUTE="0", COUNSEL_ASKER_PER_MINUTE="0")

    def start(self, environment=None, files=None, wait=True):
        if self.process and self.process.poll() is None:
            return
        if self.process:
            self.crashes += 1
        self.starts += 1

        def limit():
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.log = open(self.folder + "/server.log", "ab")
        self.process = subprocess.Popen(
            [self.binary, "serve", "--config", self.config], cwd=self.folder, stdout=self.log, stderr=self.log,
            env=dict(self.environment, **(environment or {})), preexec_fn=limit)
        if wait:
            self.wait_ready()

    def wait_ready(self, seconds=90):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit("torture: the server ended by itself:\n" + open(self.folder + "/server.log").read()[-3000:])
            if self.get("/readyz") == 200:
                return
            time.sleep(0.05)
        raise SystemExit("torture: the server did not get ready")

    def get(self, path, timeout=3):
        """The status of a page, 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            return response.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=10):
        """Drains; the seconds it took, and an end by force when it takes too long."""
        if self.process.poll() is not None:
            return 0
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise SystemExit("torture: SIGTERM did not end the server within %d s" % seconds)
        self.process = None
        return time.monotonic() - begin

    def read(self, sql, *arguments):
        file = sqlite3.connect("file:%s?mode=ro" % self.database, uri=True, timeout=20)
        try:
            return file.execute(sql, arguments).fetchall()
        finally:
            file.close()

    def wait_until_sent(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.read("SELECT 1 FROM outbox WHERE state IN ('pending', 'claimed') LIMIT 1"):
                return
            time.sleep(0.3)

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def memory(self):
        return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/%d/status" % self.process.pid).read()).group(1)) / 1024
