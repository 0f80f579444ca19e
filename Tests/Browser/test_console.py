"""The bureau's console in a real browser: a projector's width, and a phone's at the end."""
import http.client
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from office import ConsoleTest

# A group of a village in the first township, and one in the second.
MINE, OTHERS = "g-1", "g-15"


class PagesTest(ConsoleTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.say("老板欠我半年工钱咋个办", sender="u-1", group=MINE)
        cls.mine = cls.office.say("我要转人工", sender="u-2", group=MINE)["case"]
        cls.others = cls.office.say("别的乡镇的秘密，我要转人工", sender="u-3", group=OTHERS)["case"]
        cls.office.say("离婚冷静期是好久", sender="u-4", group="g-nobody-has-bound")

    def total(self):
        return int(self.text(".total"))

    def rows(self):
        return [row.text for row in self.all("tbody tr")]

    def test_logs_in_and_out(self):
        self.open("/console/cases")
        self.assertIn("登录后台", self.text("h1"))
        self.assert_no_script()
        self.assert_fits()
        self.shoot("login")
        self.login("bureau")
        self.assertEqual(self.text("h1"), "今天")
        self.assertIn("bureau（区司法局）", self.text(".who"))
        cookie = self.browser.get_cookie("counsel_session")
        self.assertTrue(cookie["httpOnly"])
        self.assertEqual(cookie["sameSite"], "Lax")
        self.assertEqual(cookie["path"], "/console")
        self.press("nav button")
        self.assertIn("登录后台", self.text("h1"))
        # The token is void, not only forgotten.
        self.browser.add_cookie({"name": "counsel_session", "value": cookie["value"], "path": "/console"})
        self.open("/console")
        self.assertIn("登录后台", self.text("h1"))

    def test_a_wrong_password_is_refused_and_tells_nothing(self):
        self.login("bureau", "not the password")
        wrong = self.text("[role=alert]")
        self.assertIn("不对", wrong)
        self.assertIsNone(self.browser.get_cookie("counsel_session"))
        self.login("nobody-of-that-name", "not the password")
        self.assertEqual(self.text("[role=alert]"), wrong)
        self.shoot("login-wrong")

    def test_roles_see_their_own(self):
        self.login("office")
        menu = self.text("nav")
        self.assertNotIn("知识库", menu)
        self.assertNotIn("查看记录", menu)
        self.open("/console/cases?village=chaotian-01")
        self.assertIn(str(self.mine), self.text("table"))
        self.assertNotIn("别的乡镇", self.text())
        for address in [f"/console/cases/{self.others}", "/console/catalog", "/console/looks", "/console/nothing"]:
            self.open(address)
            self.assertIn("没有这个页面", self.text("h1"))
        self.open("/console/questions?township=datan")
        self.assertIn("没有符合的记录", self.text())
        self.login("audit")
        self.open(f"/console/cases/{self.others}")
        self.assertIn("别的乡镇的秘密", self.text())
        self.login("bureau")
        self.open("/console/looks")
        self.assertIn("audit（后台）", self.text("table"))
        self.assertIn(str(self.others), self.text("table"))

    def test_from_the_week_to_the_rows(self):
        self.login("bureau")
        self.press(self.browser.find_element(By.LINK_TEXT, "7×24"))
        self.assert_fits()
        self.shoot("hours")
        fields = [field for field in self.all("svg a") if field.text.strip()]
        self.assertTrue(fields, "nothing was asked?")
        for index in range(len(fields)):
            self.open("/console/hours")
            field = [field for field in self.all("svg a") if field.text.strip()][index]
            number = int(field.text.strip())
            self.open(field.get_dom_attribute("href"))
            self.assertEqual(self.total(), number)
            self.assertEqual(len(self.rows()), min(number, 50))

    def test_from_today_to_the_rows(self):
        self.login("bureau")
        self.shoot("today")
        for index in range(len(self.all(".figure"))):
            self.open("/console")
            figure = self.all(".figure")[index]
            number = int(figure.find_element(By.TAG_NAME, "strong").text)
            self.press(figure)
            self.assertEqual(self.total(), number, self.browser.current_url)

    def test_groups_of_no_village_come_with_the_line_to_paste(self):
        self.login("bureau")
        self.assertIn("neutral/g-nobody-has-bound", self.text(".paste"))
        self.login("office")
        self.assertEqual(self.all(".paste"), [])

    def test_filters_and_pages(self):
        for number in range(60):
            self.office.say("我要转人工", sender=f"u-many-{number}", group=f"g-{number % 12 + 1}")
        self.login("bureau")
        self.open("/console/cases?stage=open")
        everything = self.total()
        self.assertGreater(everything, 60)
        self.assertEqual(len(self.rows()), 50)
        first = self.rows()
        self.press(self.browser.find_element(By.LINK_TEXT, "下一页"))
        self.assertEqual(len(self.rows()), everything - 50)
        self.assertEqual(set(first) & set(self.rows()), set())
        self.press(self.browser.find_element(By.LINK_TEXT, "上一页"))
        self.assertEqual(self.rows(), first)
        Select(self.find("#filter-township")).select_by_value("datan")
        self.press(".filters button")
        self.assertEqual(self.total(), 1)
        self.assertIn("别的乡镇", self.rows()[0])
        self.assertEqual(Select(self.find("#filter-stage")).first_selected_option.text, "没办完")
        Select(self.find("#filter-emergency")).select_by_value("1")
        self.press(".filters button")
        self.assertEqual(self.total(), 0)
        self.assertIn("没有符合的记录", self.text())

    def test_a_case_with_its_whole_history(self):
        self.login("bureau")
        self.open(f"/console/cases/{self.mine}")
        self.assertIn(f"{self.mine} 号咨询", self.text("h1"))
        self.assertIn("开出", self.text(".timeline"))
        self.assertIn("bureau（后台）", self.text(".list"))
        self.assert_fits()
        self.shoot("case-file")

    def test_nothing_a_villager_writes_becomes_code(self):
        evil = [
            "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"'><svg onload=window.hacked=1>",
            "<a href=\"javascript:window.hacked=1\">点我</a> {{=<% %>=}} {{{seal}}}",
            "\"\u0301 onfocus=window.hacked=1 autofocus x=\"<\u0301script>window.hacked=1</script>",
            "\u202e\u2066倒着写的\u2069\u202c <style>body{display:none}</style>",
        ]
        case = self.office.say("我要转人工", sender="u-evil", name='"><script>window.hacked=1</script>')["case"]
        # What is said while somebody has the case is added to it, whatever it is.
        self.office.run("cases", "take", str(case), "--as", "adviser-chaotian-01")
        for text in evil:
            self.office.say(text, sender="u-evil")
        self.login("bureau")
        quoted = urllib.parse.quote("\"><script>window.hacked=1</script>")
        for address in [
            "/console", "/console/questions", "/console/cases", f"/console/cases/{case}",
            f"/console/questions?topic={quoted}&digest={quoted}&village={quoted}&fate={quoted}&hour={quoted}",
            f"/console/cases?person={quoted}&topic={quoted}&responded={quoted}&from={quoted}",
            f"/console/looks?viewer={quoted}&offset={quoted}&done={quoted}",
        ]:
            self.open(address)
            self.assert_no_script()
            self.assertEqual(self.all("main img, main style, main script, [href^='javascript:']"), [])
        self.open(f"/console/cases/{case}")
        self.assertIn("<script>", self.text())
        self.assertNotIn("\u202e", self.find("body").get_attribute("textContent"))

    def test_pages_come_with_headers_that_keep_them_private(self):
        self.login("bureau")
        token = self.browser.get_cookie("counsel_session")["value"]
        connection = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=30)
        for path, cookie in [("/console", f"counsel_session={token}"), ("/console/login", ""), ("/console/x", "")]:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            if path == "/console/x":
                self.assertEqual(answer.status, 404)
                continue
            self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", answer.headers["Content-Security-Policy"])
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        connection.close()

    def test_every_page_fits_a_projector_and_a_phone(self):
        self.login("bureau")
        pages = [link.get_attribute("href") for link in self.all("nav a")]
        self.assertGreater(len(pages), 8)
        for width in [1440, 375]:
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
            try:
                type(self).width = width
                for page in pages + [f"/console/cases/{self.mine}"]:
                    self.open(page)
                    self.assert_fits()
                    self.assert_no_script()
                    self.shoot("console-" + page.rstrip("/").rsplit("/", 1)[-1])
                    for field in self.all("select, input:not([type=hidden])"):
                        name = field.get_attribute("id")
                        self.assertEqual(len(self.all(f"label[for='{name}']")), 1, f"{page}: {name} has no label")
            finally:
                type(self).width = 1440
                self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                    "width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False})
