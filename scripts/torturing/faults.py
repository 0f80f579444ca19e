"""The kinds of harm, each a function of server, receiver, load and chance; each leaves the server running or dead, and whole."""
import os, shutil, signal, socket, sqlite3, subprocess, threading, time
from receiver import Impostor


def kill(server, receiver, load, chance):
    """kill -9 at a random moment under load"""
    time.sleep(0.2 + chance.random())
    server.kill()


def drain(server, receiver, load, chance):
    """SIGTERM under load ends within 10 s"""
    time.sleep(0.3 + chance.random())
    server.stop(10)


def busy(server, receiver, load, chance):
    """another process holds the write lock for seconds"""
    time.sleep(0.3)
    other = sqlite3.connect(server.database, timeout=10, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    time.sleep(1 + 2 * chance.random())
    other.execute("ROLLBACK")
    other.close()
    time.sleep(0.5)


def full(server, receiver, load, chance):
    """the disk is full, then has room again"""
    # A tmpfs of 64 MB takes the database's place while the server is down; a file in it eats all room.
    server.stop(10)
    folder = os.path.dirname(server.database)
    with Mounted(folder, "64m", keep=True):
        server.start()
        eater = folder + "/eater"
        with open(eater, "wb") as file:
            try:
                while True:
                    file.write(b"\0" * 65_536)
                    file.flush()
            except OSError:
                pass
        time.sleep(2)
        os.remove(eater)
        expect(server, "/readyz", 200, "after the disk had room again")
        time.sleep(0.5)
        server.stop(10)


def readonly(server, receiver, load, chance):
    """the database's folder turns read-only"""
    server.stop(10)
    folder = os.path.dirname(server.database)
    with Mounted(folder, "128m", keep=True):
        server.start()
        time.sleep(0.3)
        # A file system with files open for writing cannot be remounted: the server meets it at its start instead.
        server.stop(10)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        server.start(wait=False)
        time.sleep(3)
        if server.get("/readyz") == 200:
            raise SystemExit("torture: ready on a read-only database")
        if server.process.poll() is None:
            server.kill()
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        server.start()
        server.stop(10)


def walgone(server, receiver, load, chance):
    """a stray hand deletes the log of a server that was stopped well"""
    time.sleep(0.3)
    server.stop(10)
    # After a good stop all is in the main file: deleting the log then loses nothing, and must not.
    for end in ("-wal", "-shm"):
        if os.path.exists(server.database + end):
            os.remove(server.database + end)


def clock(server, receiver, load, chance):
    """the clock jumps an hour ahead, then two back, and is right again, all while it runs"""
    hand = server.folder + "/clock"

    def turn(offset, seconds):
        with open(hand + ".new", "w") as file:
            file.write(offset + "\n")
        os.replace(hand + ".new", hand)
        time.sleep(seconds)

    server.kill()
    turn("+0", 0)
    server.start(environment={
        "LD_PRELOAD": fake_time(), "FAKETIME_TIMESTAMP_FILE": hand, "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Already set, so that the library does not move the environment, behind which Swift looks for the arguments.
        "FAKETIME_SHARED": "/none /none"})
    for offset in ("+0", "+3600", "-3600", "+0"):
        turn(offset, 1)
    expect(server, "/readyz", 200, "after its clock jumped")
    server.kill()
    server.start()


def dns(server, receiver, load, chance):
    """the platforms' names cannot be looked up"""
    elsewhere(server, "http://platform.invalid")


def tls(server, receiver, load, chance):
    """the platforms show a certificate that nobody vouches for, and must not be told a word"""
    impostor = Impostor(server.folder)
    elsewhere(server, "https://127.0.0.1:%d" % impostor.port)
    if impostor.close():
        raise SystemExit("torture: something was said to a platform without a good certificate")
    if not impostor.met:
        raise SystemExit("torture: the platform with the bad certificate was never called")


def hang(server, receiver, load, chance):
    """the receiver takes calls and never answers"""
    misbehave(receiver, "hang", 3)


def trickle(server, receiver, load, chance):
    """the receiver answers a byte now and then"""
    misbehave(receiver, "trickle", 3)


def flood(server, receiver, load, chance):
    """the receiver answers with 5 MB"""
    misbehave(receiver, "flood", 2)


def close(server, receiver, load, chance):
    """the receiver hangs up before it answers"""
    misbehave(receiver, "close", 2)


def refuse(server, receiver, load, chance):
    """the receiver answers 500, and the server is killed on top"""
    misbehave(receiver, "refuse", 1.5)
    server.kill()


def rubbish(server, receiver, load, chance):
    """catalog and directory turn to rubbish while serving, then are whole again"""
    time.sleep(0.3)
    kept = []
    for path in ("intents/labor-wages.yaml", "directory/people.yaml", "faq/labor"):
        whole = os.path.join(server.folder, path)
        files = [whole] if os.path.isfile(whole) else [os.path.join(whole, name) for name in os.listdir(whole)[:3]] \
            if os.path.isdir(whole) else []
        for file in files:
            kept.append((file, open(file, "rb").read()))
            open(file, "wb").write(chance.randbytes(4_000))
    os.kill(server.process.pid, signal.SIGHUP)
    time.sleep(3)
    expect(server, "/healthz", 200, "with rubbish in its files")
    for file, text in kept:
        open(file, "wb").write(text)
    os.kill(server.process.pid, signal.SIGHUP)
    time.sleep(2)
    expect(server, "/readyz", 200, "with its files whole again")


def descriptors(server, receiver, load, chance):
    """hundreds of idle connections use up all descriptors"""
    server.stop(10)
    server.start(files=256)
    held = []
    for _ in range(400):
        try:
            held.append(socket.create_connection(("127.0.0.1", server.port), timeout=0.2))
        except OSError:
            break
    time.sleep(2)
    if server.process.poll() is not None:
        raise SystemExit("torture: the server died of too many connections")
    for connection in held:
        connection.close()
    expect(server, "/readyz", 200, "after the connections were closed")


def slow(server, receiver, load, chance):
    """clients that trickle heads and bodies beside the others"""
    def crawl(head):
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
                for byte in head * 4:
                    connection.send(bytes([byte]))
                    time.sleep(0.3)
        except OSError:
            pass

    heads = [b"POST /webhooks/neutral HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{", b"GET /healthz HTTP/1.1\r\nX: "]
    for number in range(60):
        threading.Thread(target=crawl, args=(heads[number % 2],), daemon=True).start()
    time.sleep(2)
    expect(server, "/healthz", 200, "beside slow clients")


def elsewhere(server, base):
    """Lets the server run for a while with the platforms at other addresses."""
    server.stop(10)
    server.start(environment={
        "COUNSEL_ROBOT_URL": base + "/cgi-bin/webhook/send?key=k", "COUNSEL_NEUTRAL_PUSH_URL": base + "/push"})
    time.sleep(3)
    server.kill()
    server.start()


def misbehave(receiver, manner, seconds):
    receiver.behave(manner)
    time.sleep(seconds)
    receiver.behave("well")


def expect(server, path, status, when, seconds=40):
    end, seen = time.monotonic() + seconds, None
    while time.monotonic() < end:
        seen = server.get(path)
        if seen == status:
            return
        time.sleep(0.2)
    raise SystemExit("torture: %s is %s %s" % (path, seen, when))


def fake_time():
    for path in ("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"):
        if os.path.exists(path):
            return path
    return None


class Mounted:
    """A small file system in a folder's place; what is in the folder moves in, and back out afterwards."""

    def __init__(self, folder, size, keep):
        self.folder, self.size = folder, size

    def __enter__(self):
        self.aside = self.folder + ".aside"
        shutil.copytree(self.folder, self.aside)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=" + self.size, "tmpfs", self.folder], check=True)
        for name in os.listdir(self.aside):
            shutil.copy2(os.path.join(self.aside, name), self.folder)
        return self

    def __exit__(self, *failure):
        shutil.rmtree(self.aside)
        shutil.copytree(self.folder, self.aside)
        subprocess.run(["umount", "-l", self.folder], check=True)
        for name in os.listdir(self.folder):
            os.remove(os.path.join(self.folder, name))
        for name in os.listdir(self.aside):
            shutil.copy2(os.path.join(self.aside, name), self.folder)
        shutil.rmtree(self.aside)


FAULTS = {fault.__name__: fault for fault in (
    kill, drain, busy, walgone, hang, trickle, flood, close, refuse, rubbish, descriptors, slow, dns, tls)}
if fake_time():
    FAULTS["clock"] = clock
# Only root may mount, and not in every container.
if os.geteuid() == 0 and subprocess.run(
        ["sh", "-c", "d=$(mktemp -d) && mount -t tmpfs -o size=1m tmpfs $d && umount $d && rmdir $d"],
        stderr=subprocess.DEVNULL).returncode == 0:
    FAULTS.update({fault.__name__: fault for fault in (full, readonly)})
