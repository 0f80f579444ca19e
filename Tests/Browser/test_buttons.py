"""What is done in the console by buttons: judging a warning, approving what is published and taking it back."""
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from office import ConsoleTest


class ButtonsTest(ConsoleTest):
    def rows(self):
        return self.all("tbody tr")

    def button(self, name, row):
        return row.find_element(By.XPATH, f".//button[normalize-space()={name!r}]")

    def figures(self):
        return {figure.find_element(By.TAG_NAME, "span").text: figure.find_element(By.TAG_NAME, "strong").text
                for figure in self.all(".figure")}

    def test_an_office_judges_a_warning_and_an_auditor_only_reads_it(self):
        self.office.say("他再挖我的地，我就跟他拼命", sender="u-angry", group="g-1")
        self.login("office")
        WebDriverWait(self.browser, 120, poll_frequency=2).until(lambda _: self.open("/console/warnings") or self.rows())
        self.assertEqual(len(self.rows()), 1)
        self.assertIn("还没有", self.rows()[0].text)
        self.assertEqual(self.figures(), {"预警": "1", "属实": "0", "误报": "0", "还没有反馈": "1"})
        self.press(self.button("属实", self.rows()[0]))
        self.assertIn("office（后台）", self.rows()[0].text)
        self.assertEqual(self.figures(), {"预警": "1", "属实": "1", "误报": "0", "还没有反馈": "0"})
        # The last word counts.
        self.press(self.button("误报", self.rows()[0]))
        self.assertEqual(self.figures(), {"预警": "1", "属实": "0", "误报": "1", "还没有反馈": "0"})
        self.login("audit")
        self.open("/console/warnings")
        self.assertEqual(len(self.rows()), 1)
        self.assertIn("office（后台）", self.rows()[0].text)
        self.assertEqual(self.all("tbody button"), [])

    def test_the_bureau_approves_what_is_published_and_takes_it_back(self):
        self.login("office")
        self.open("/console/pushes")
        self.assertTrue(self.rows())
        self.assertEqual(self.all("tbody button"), [])
        self.login("bureau")
        self.open("/console/pushes")
        # The last one of the plan is days away, so that it does not leave meanwhile.
        planned = [row for row in self.rows() if row.find_elements(By.TAG_NAME, "button")]
        number = len(planned) - 1
        self.assertIn("等批准", planned[number].text)
        self.press(self.button("批准", planned[number]))
        planned = [row for row in self.rows() if row.find_elements(By.TAG_NAME, "button")]
        self.assertIn("已批准", planned[number].text)
        text = planned[number].find_element(By.TAG_NAME, "a").get_attribute("href")
        self.press(self.button("撤回", planned[number]))
        planned = [row for row in self.rows() if row.find_elements(By.TAG_NAME, "button")]
        self.assertIn("等批准", planned[number].text)
        self.assertEqual([button.text for button in planned[number].find_elements(By.TAG_NAME, "button")], ["批准"])
        self.open(text)
        self.assertIn("还没有批准", self.text())
