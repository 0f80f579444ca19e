"""The gaps, the reports and what can be taken away, in a real browser; a report on paper."""
import base64
import pathlib
import subprocess
import urllib.request

from selenium.webdriver.common.by import By

from office import ConsoleTest

# A group of a village in the first township, and one in the second.
MINE, OTHERS = "g-1", "g-15"


class ReportsTest(ConsoleTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number, text in enumerate([
            "@小助手 天上掉下来一块冰把我的瓜棚砸了", "天上掉下来的冰砸了瓜棚", "天上掉下来一块冰把瓜棚砸了", "<script>window.hacked=1</script>冰砸了瓜棚",
        ]):
            cls.office.say(text, sender=f"u-{number}", group=MINE)
        cls.office.say("别的乡镇的秘密，我要转人工找律师说这个事", sender="u-9", group=OTHERS)
        cls.office.say("老板欠我半年工钱咋个办", sender="u-10", group=MINE)

    def fetch(self, address):
        """What a browser would put into a file."""
        token = self.browser.get_cookie("counsel_session")["value"]
        request = urllib.request.Request(
            address if address.startswith("http") else self.office.base + address,
            headers={"Cookie": f"counsel_session={token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.headers, answer.read().decode()

    def printed(self):
        """The page that is open, printed by the browser and read back from the paper."""
        paper = pathlib.Path(self.office.folder.name) / "paper.pdf"
        printed = self.browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        paper.write_bytes(base64.b64decode(printed["data"]))
        return subprocess.run(
            ["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True, timeout=60).stdout

    def test_from_a_gap_to_its_rows_and_to_its_draft(self):
        self.login("bureau")
        self.press(self.browser.find_element(By.LINK_TEXT, "未解决"))
        self.assertIn("冰", self.text("table"))
        self.assert_no_script()
        self.assert_fits()
        self.shoot("gaps")
        number = self.all("tbody td.is-number a")[0]
        count = int(number.text)
        self.press(number)
        self.assertEqual(int(self.text(".total")), count)
        self.assertEqual(len(self.all("tbody tr")), count)
        self.assert_no_script()
        self.press(self.browser.find_element(By.LINK_TEXT, "意图和答案"))
        self.assertIn("status: draft", self.text())
        self.assertIn("keywords:", self.text())
        self.assert_no_script()
        self.assert_fits()
        self.shoot("draft")
        link = [a.get_attribute("href") for a in self.all("a") if "file=intent" in (a.get_attribute("href") or "")][0]
        headers, intent = self.fetch(link)
        self.assertIn("attachment", headers["Content-Disposition"])
        self.assertIn("examples:", intent)

    def test_a_report_on_paper(self):
        self.login("bureau")
        self.press(self.browser.find_element(By.LINK_TEXT, "报表"))
        self.assertEqual("报表", self.text("h1"))
        self.press(self.browser.find_element(By.LINK_TEXT, "在这里看"))
        self.assertIn("服务月报", self.text("h1"))
        self.assert_fits()
        self.shoot("reports")
        self.assertIn("总体情况", self.printed())
        link = [a.get_attribute("href") for a in self.all("a") if "format=html" in (a.get_attribute("href") or "")][0]
        _, html = self.fetch(link)
        file = pathlib.Path(self.office.folder.name) / "report.html"
        file.write_text(html, encoding="utf-8")
        self.browser.get(file.as_uri())
        text = self.printed()
        self.assertIn("全区一村一法律顾问服务月报", text)
        self.assertIn("群众咨询", text)
        self.assertIn("服务标准", text)

    def test_a_township_takes_away_its_own_only(self):
        self.login("office")
        self.open("/console/gaps")
        self.assertNotIn("别的乡镇", self.text())
        self.open("/console/reports")
        self.assertNotIn("全区", self.text("h1"))
        links = [a.get_attribute("href") for a in self.all("main a")]
        files = [link for link in links if "format=" in link]
        self.assertGreater(len(files), 6)
        for link in files:
            _, text = self.fetch(link)
            self.assertNotIn("别的乡镇", text, link)
        for of in ["district", "township%3Adatan", "village%3Adatan-01"]:
            self.open(f"/console/reports?of={of}")
            self.assertIn("没有这个页面", self.text("h1"))
