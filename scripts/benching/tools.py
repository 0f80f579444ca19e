"""What every measurement needs: programs that come up and go down, wrk, memory, and the table of results."""
import os, re, signal, statistics, subprocess, sys, time, urllib.error, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROUNDS, SECONDS = int(os.environ.get("BENCH_ROUNDS", "5")), int(os.environ.get("BENCH_SECONDS", "4"))
COUNSEL = os.environ.get("BENCH_COUNSEL", ROOT + "/.build-release/release/counsel")
TOOLS = ROOT + "/Benchmarks/.build/release/"
SECRET = "demo-neutral-secret"


class Running:
    """A server while it runs; `ready` is a path that answers, with whatever status, once it is up."""

    def __init__(self, command, port, ready="/", cwd=ROOT, environment=None, want=None):
        self.port, begin = port, time.monotonic()
        self.process = subprocess.Popen(command, cwd=cwd, env=dict(os.environ, **(environment or {})),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while True:
            if self.process.poll() is not None:
                raise RuntimeError("%s ended by itself" % command[0])
            status = self.get(ready)
            if status and (want is None or status == want):
                break
            if time.monotonic() - begin > 60:
                self.stop()
                raise RuntimeError("%s did not get ready" % command[0])
            time.sleep(0.003)
        self.start_seconds = time.monotonic() - begin

    def get(self, path):
        try:
            return urllib.request.urlopen("http://127.0.0.1:%d%s" % (self.port, path), timeout=2).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def resident(self):
        return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/%d/status" % self.process.pid).read()).group(1)) / 1024

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stop()


DONE = """
function done(summary, latency) io.write(string.format("RESULT %d %d %f %d\\n", summary.requests, summary.duration,
  latency:percentile(99) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout)) end
"""


def wrk(script, port, seconds=None, connections=64):
    """Requests a second, the 99th percentile in milliseconds, errors, and requests."""
    out = subprocess.run(["wrk", "-t2", "-c%d" % connections, "-d%ds" % (seconds or SECONDS), "-s", script,
                          "http://127.0.0.1:%d" % port], capture_output=True, text=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) ([\d.]+) (\d+)", out)
    if not found:
        raise RuntimeError("wrk said nothing: " + out)
    count, micro, p99, errors = found.groups()
    return int(count) / (int(micro) / 1e6), float(p99), int(errors), int(count)


def script(folder, name, text):
    path = "%s/%s.lua" % (folder, name)
    open(path, "w").write(text + DONE)
    return path


def lines(program, *arguments):
    """The `word key=value …` lines that a measuring program prints, each as (word, fields)."""
    out = subprocess.run([TOOLS + program, *arguments], capture_output=True, text=True, check=True).stdout
    return [(line.split()[0], {key: int(value) for key, value in (part.split("=") for part in line.split()[1:])})
            for line in out.splitlines() if line]


median = statistics.median


class Table:
    """Rows of what, measured, goal and whether it is met; printed as they come, kept for the document."""

    def __init__(self):
        self.rows = []

    def row(self, what, measured, goal="", met=None):
        self.rows.append((what, measured, goal, "" if met is None else "yes" if met else "**no**"))
        print("%-64s %-34s %-14s %s" % (what, measured, goal, "" if met is None else "met" if met else "NOT MET"))
        sys.stdout.flush()

    def markdown(self):
        head = "| what | measured | goal | met |\n|---|---|---|---|\n"
        return head + "".join("| %s | %s | %s | %s |\n" % row for row in self.rows)
