"""A counsel server of its own, and a browser on it, for the tests of the pages."""
import hashlib
import hmac
import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = os.environ.get("COUNSEL_BINARY", str(ROOT / ".build/debug/counsel"))
# Screenshots are for looking at; they are kept only where somebody asks for them.
SHOTS = os.environ.get("COUNSEL_SHOTS")
SECRET = "demo-neutral-secret"
PASSWORD = "a password for tests"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Office:
    """The server with the demo config, an empty database and a free port."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="counsel-browser-")
        self.port = int(os.environ.get("COUNSEL_BROWSER_PORT", 0)) or free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = dict(
            os.environ, COUNSEL_DATABASE=self.folder.name + "/c.sqlite", COUNSEL_PORT=str(self.port),
            COUNSEL_PUBLIC_URL=self.base, COUNSEL_USERS=self.folder.name + "/users")
        self.log = open(self.folder.name + "/log", "w", encoding="utf-8")
        self.process = None
        self.sent = 0

    def start(self):
        self.process = subprocess.Popen(
            [BINARY, "serve"], cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(self.base + "/healthz", timeout=5).read()
                return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the server did not start: " + pathlib.Path(self.log.name).read_text())
                time.sleep(0.1)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)
        self.log.close()
        self.folder.cleanup()

    def say(self, text, sender="u-1", group="g-1", name="张大姐"):
        """Sends a villager's message, and returns what the server answered."""
        self.sent += 1
        now = time.time()
        body = json.dumps({
            "messageId": f"b-{self.sent}",
            "sentAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)),
            "conversation": {"id": group, "kind": "group"}, "sender": {"id": sender, "name": name},
            "type": "text", "text": text, "mentionsBot": True,
        }).encode()
        stamp = str(int(now))
        digest = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        request = urllib.request.Request(self.base + "/webhooks/neutral", body, {
            "Content-Type": "application/json", "X-Counsel-Timestamp": stamp,
            "X-Counsel-Signature": "sha256=" + digest})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def run(self, *arguments, text=None):
        """Runs a command against the same database, and returns what it printed."""
        done = subprocess.run(
            [BINARY, *arguments], cwd=ROOT, env=self.environment, input=text, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"counsel {' '.join(arguments)}: {done.stderr}")
        return done.stdout.strip()

    def link(self, case, person):
        return self.run("link", str(case), person)


def browser(width):
    """Chromium without a window, as wide as a phone or a projector."""
    options = Options()
    for argument in [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN",
        "--hide-scrollbars", "--force-device-scale-factor=1", f"--window-size={width},900",
    ]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    # A window has a smallest width; the page is told the phone's all the same.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
    driver.set_page_load_timeout(60)
    return driver


class PageTest(unittest.TestCase):
    """A test with an office of its class and a browser of its own width."""

    width = 375

    @classmethod
    def setUpClass(cls):
        cls.office = Office().start()
        cls.addClassCleanup(cls.office.stop)
        cls.browser = browser(cls.width)
        cls.addClassCleanup(cls.browser.quit)

    def open(self, address):
        self.browser.get(address if address.startswith("http") else self.office.base + address)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="body"):
        return self.find(selector).text

    def press(self, element):
        """Clicks what leads to another page, and waits until it is there."""
        element = self.find(element) if isinstance(element, str) else element
        page = self.find("html")
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        WebDriverWait(self.browser, 30).until(lambda _: self.is_gone(page))
        WebDriverWait(self.browser, 30).until(
            lambda driver: driver.execute_script("return document.readyState") == "complete")

    @staticmethod
    def is_gone(element):
        try:
            element.is_enabled()
            return False
        except Exception:  # selenium names it differently from driver to driver
            return True

    def unfold(self, words):
        """Opens the fold whose heading has these words."""
        for summary in self.all("summary"):
            if words in summary.text:
                self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", summary)
                summary.click()
                return
        self.fail(f"no fold with {words}")

    def fill(self, selector, text):
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def assert_fits(self):
        """Nothing sticks out at the side."""
        wide = self.browser.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.assertLessEqual(wide, 0, "the page is wider than the screen")

    def assert_no_script(self):
        """Nothing ran that a villager wrote, and no page asks for a script."""
        self.assertEqual(self.browser.execute_script("return document.scripts.length"), 0)
        self.assertIsNone(self.browser.execute_script("return window.hacked || null"))
        marks = self.browser.execute_script(
            "return [...document.querySelectorAll('*')].filter("
            "e => [...e.attributes].some(a => a.name.startsWith('on'))).length")
        self.assertEqual(marks, 0, "an element has an event handler")

    def shoot(self, name):
        """Keeps a picture of the whole page where one is asked for."""
        if not SHOTS:
            return
        import base64
        os.makedirs(SHOTS, exist_ok=True)
        size = self.browser.execute_script("return document.documentElement.scrollHeight")
        shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": self.width, "height": size, "scale": 1}})
        path = pathlib.Path(SHOTS) / f"{name}-{self.width}.png"
        path.write_bytes(base64.b64decode(shot["data"]))


class ConsoleTest(PageTest):
    """A test of the console at a projector's width, with a user of each role; each test logs in anew."""

    width = 1440
    users = {
        "bureau": ["--role", "district"], "audit": ["--role", "auditor"],
        "office": ["--role", "office", "--scope", "chaotian"],
        "adviser": ["--role", "adviser", "--scope", "adviser-chaotian-01"],
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, role in cls.users.items():
            cls.office.run("user", "add", name, *role, text=PASSWORD + "\n")

    def setUp(self):
        self.browser.delete_all_cookies()

    def login(self, user, password=PASSWORD):
        self.open("/console/login")
        self.fill("#user", user)
        self.fill("#password", password)
        self.press("button.is-main")
