"""The adviser's phone page in a real browser, 375 pixels wide."""
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from office import PageTest

ADVISER = "adviser-chaotian-01"
DEPUTY = "adviser-chaotian-02"


class PhoneTest(PageTest):
    def case(self, sender, text="我要转人工", **more):
        answer = self.office.say(text, sender=sender, **more)
        self.assertIsNotNone(answer["case"], answer)
        return answer["case"]

    def test_takes_answers_and_closes(self):
        self.office.say("老板欠我半年工钱咋个办", sender="u-a")
        number = self.case("u-a")
        self.open(self.office.link(number, ADVISER))
        self.assertIn(f"{number} 号咨询", self.text("h1"))
        self.assertIn("等", self.text("#state"))
        self.assert_fits()
        self.assert_no_script()
        self.shoot("case-new")

        self.press("button[value=take]")
        self.assertEqual(self.text("#state"), "已接单")
        self.assertIn("接单了", self.text(".flash"))
        self.shoot("case-taken")

        self.fill("#answer", "先去乡镇劳动保障所登记，带上欠条。\n我明天上午在村委会。")
        self.press("button[value=answer]")
        self.assertEqual(self.text("#state"), "已答复")
        self.assertIn("我明天上午在村委会。", self.text(".timeline"))

        self.unfold("结案")
        self.press("button[value=close]")
        self.assertEqual(self.text("#state"), "已结案")
        self.assertEqual(self.all("#answer"), [])
        self.assert_fits()
        self.shoot("case-closed")
        # Reloading after a form repeats nothing.
        lines = len(self.all(".timeline li"))
        self.browser.refresh()
        self.assertEqual(len(self.all(".timeline li")), lines)

    def test_asks_back_and_hands_over(self):
        number = self.case("u-b")
        self.open(self.office.link(number, ADVISER))
        self.unfold("先问一句")
        self.fill("#question", "是哪一年的事？")
        self.press("button[value=ask]")
        self.assertEqual(self.text("#state"), "已追问")
        self.unfold("转给别人办")
        Select(self.find("#to")).select_by_value(DEPUTY)
        self.press("button[value=hand]")
        self.assertIn("已经转出", self.text())
        self.open(self.office.link(number, DEPUTY))
        self.assertIn("等接单", self.text("#state"))

    def test_puts_a_reviewed_answer_into_the_box(self):
        self.office.say("老板欠我半年工钱咋个办", sender="u-c")
        number = self.case("u-c")
        self.open(self.office.link(number, ADVISER))
        self.press(self.find("#faq").find_element(By.XPATH, "following-sibling::button"))
        self.assertTrue(self.find("#answer").get_attribute("value").startswith("【"))
        self.assert_fits()
        self.shoot("case-faq")

    def test_two_press_at_once(self):
        number = self.case("u-d")
        first, second = self.office.link(number, ADVISER), self.office.link(number, DEPUTY)
        self.open(second)
        self.browser.switch_to.new_window("tab")
        self.open(first)
        self.press("button[value=take]")
        self.browser.close()
        self.browser.switch_to.window(self.browser.window_handles[0])
        self.fill("#answer", "我也写了一条答复")
        self.press("button[value=answer]")
        self.assertIn("没有执行", self.text("[role=alert]"))
        self.shoot("case-lost")
        self.assertNotIn("我也写了一条答复", self.text(".timeline"))

    def test_nothing_a_villager_writes_becomes_code(self):
        number = self.case("u-e", name='"><script>window.hacked=1</script>')
        self.open(self.office.link(number, ADVISER))
        self.press("button[value=take]")
        for evil in [
            "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"'><svg onload=window.hacked=1>",
            "<a href=\"javascript:window.hacked=1\">点我</a> {{=<% %>=}} {{{seal}}}",
            "\"\u0301 onfocus=window.hacked=1 autofocus x=\"<\u0301script>window.hacked=1</script>",
        ]:
            self.office.say(evil, sender="u-e")
        self.open(self.office.link(number, ADVISER))
        self.assert_no_script()
        self.assertIn("<script>", self.text())
        self.assertEqual(self.all("main img, main svg, main a"), [])
        self.fill("#answer", "</textarea><script>window.hacked=1</script>")
        self.press("button[value=answer]")
        self.assert_no_script()
        self.assertIn("</textarea>", self.text(".timeline"))

    def test_a_bad_link_tells_nothing(self):
        number = self.case("u-f")
        link = self.office.link(number, ADVISER)
        self.open(link[:-1] + ("A" if link[-1] != "A" else "B"))
        wrong = self.text()
        self.open("/c/999999/abc")
        self.assertEqual(self.text(), wrong)
        self.assertIn("没有这个页面", wrong)
        self.assertNotIn(str(number), wrong)
        self.office.run("link", str(number), ADVISER, "--revoke")
        self.open(link)
        self.assertEqual(self.text(), wrong)
        self.shoot("not-found")

    def test_records_a_service(self):
        number = self.case("u-g")
        self.open(self.office.link(number, ADVISER))
        self.unfold("登记一次服务")
        Select(self.find("#kind")).select_by_value("lecture")
        self.fill("#hours", "1.5")
        self.fill("#title", "防诈骗 <b>讲座</b>")
        self.press("button[value=record]")
        self.assertIn("服务记录已经保存", self.text(".flash"))
        self.unfold("登记一次服务")
        self.assertIn("法治讲座 1小时30分 防诈骗 <b>讲座</b>", self.text(".records"))
        self.shoot("case-record")

    def test_an_emergency_looks_like_one(self):
        answer = self.office.say("救命，我男人正在打我，要出人命了", sender="u-h")
        if answer["case"] is None:
            self.fail(f"no case: {answer}")
        self.open(self.office.link(answer["case"], ADVISER))
        self.assertIn("先确认人是否安全", self.text(".alarm"))
        self.assert_fits()
        self.shoot("case-emergency")

    def test_every_button_can_be_reached_by_keyboard_and_thumb(self):
        number = self.case("u-i")
        self.open(self.office.link(number, ADVISER))
        for button in self.all("button"):
            if button.is_displayed():
                self.assertGreaterEqual(button.size["height"], 44, button.text)
        for field in self.all("textarea, select, input:not([type=hidden])"):
            name = field.get_attribute("id")
            self.assertEqual(len(self.all(f"label[for='{name}']")), 1, f"{name} has no label")
