"""wechatpy against the server: WeCom's app and the Official Account in safe mode, both ways."""
import sys
import time
import unittest

import xmltodict
from wechatpy import WeChatClient, parse_message
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.enterprise import WeChatClient as WorkClient, parse_message as parse_work_message
from wechatpy.enterprise.crypto import PrpCrypto as WorkPrpCrypto, WeChatCrypto as WorkCrypto
from wechatpy.utils import WeChatSigner, check_signature

from serving import Counsel, Platform

TOKEN = "InteropToken2026"
KEY = "p2ecBc5f1oR8EV8LTJIbtCXpIbwn21NxEVuoFOOJsXZ"
CORP = "ww00interop000001"
APP = "wx00interop000002"
ACCOUNT = "gh_interop000001"
FOLLOWER = "oInterop_follower_0000000001"
QUESTION = "老板欠我工钱跑路了咋个办"
RARE = "𰻝𬌗面😀👨‍👩‍👧‍👦 <b>&amp;]]> 老板欠我工钱跑路了咋个办"


def signature(*parts):
    signer = WeChatSigner()
    signer.add_data(*parts)
    return signer.signature


def message(sender, recipient, fields):
    text = "".join("<%s><![CDATA[%s]]></%s>" % (name, value.replace("]]>", "]]]]><![CDATA[>"), name)
                   for name, value in fields.items())
    return ("<xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>"
            "<CreateTime>%d</CreateTime>%s</xml>" % (recipient, sender, time.time(), text))


class EncryptedChannel:
    """What both channels owe, as wechatpy sees it."""

    def post(self, xml, **changes):
        timestamp, nonce = str(int(time.time())), "interop%d" % time.time_ns()
        envelope = self.crypto.encrypt_message(xml, nonce, timestamp)
        query = {"msg_signature": xmltodict.parse(envelope)["xml"]["MsgSignature"], "timestamp": timestamp, "nonce": nonce}
        query.update(changes)
        return counsel.request(self.channel, query, envelope.encode(), {"Content-Type": "text/xml"})

    def say(self, words, number):
        status, body, _ = self.post(message(
            self.sender, self.recipient, {"MsgType": "text", "Content": words, "MsgId": str(number)}))
        self.assertEqual(status, 200)
        outer = xmltodict.parse(body)["xml"]
        plain = self.crypto.decrypt_message(body, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        return self.parse(plain)

    def test_a_question_is_answered_in_an_envelope_that_opens(self):
        reply = self.say(QUESTION, 1)
        self.assertEqual((reply.type, reply.source, reply.target), ("text", self.recipient, self.sender))
        self.assertIn("劳动", reply.content)

    def test_three_deliveries_are_one_row_and_three_times_the_same_words(self):
        replies = {self.say(QUESTION, 2).content for _ in range(3)}
        self.assertEqual(len(replies), 1)
        rows = counsel.rows("SELECT count(*) FROM interaction WHERE messageId = '2' AND channel = ?", self.channel)
        self.assertEqual(rows, [(1,)])

    def test_rare_characters_come_through(self):
        self.assertEqual(self.say(RARE, 3).type, "text")
        rows = counsel.rows("SELECT text FROM interaction WHERE messageId = '3' AND channel = ?", self.channel)
        self.assertEqual(rows, [(RARE,)])

    def test_a_picture_is_answered_politely(self):
        status, body, _ = self.post(message(
            self.sender, self.recipient, {"MsgType": "image", "PicUrl": "http://x.example/1", "MediaId": "m", "MsgId": "4"}))
        outer = xmltodict.parse(body)["xml"]
        plain = self.crypto.decrypt_message(body, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        self.assertEqual(status, 200)
        self.assertIn("文字", self.parse(plain).content)

    def test_an_event_is_silent_and_costs_no_row(self):
        before = counsel.rows("SELECT count(*) FROM interaction")
        status, body, _ = self.post(message(
            self.sender, self.recipient, {"MsgType": "event", "Event": "LOCATION", "Latitude": "32.6"}))
        self.assertEqual((status, body), (200, self.silence))
        self.assertEqual(counsel.rows("SELECT count(*) FROM interaction"), before)

    def test_what_is_forged_or_old_is_refused_without_a_word(self):
        xml = message(self.sender, self.recipient, {"MsgType": "text", "Content": "在吗", "MsgId": "5"})
        self.assertEqual(self.post(xml, msg_signature="0" * 40)[:2], (401, b""))
        self.assertEqual(self.post(xml, nonce="other")[:2], (401, b""))
        old, nonce = str(int(time.time()) - 400), "interop-old"
        envelope = self.crypto.encrypt_message(xml, nonce, old)
        query = {"msg_signature": xmltodict.parse(envelope)["xml"]["MsgSignature"], "timestamp": old, "nonce": nonce}
        self.assertEqual(counsel.request(self.channel, query, envelope.encode(), {"Content-Type": "text/xml"})[:2], (401, b""))
        stranger = type(self.crypto)(TOKEN, KEY, "ww00somebodyelse1")
        envelope = stranger.encrypt_message(xml, nonce, str(int(time.time())))
        outer = xmltodict.parse(envelope)["xml"]
        query = {"msg_signature": outer["MsgSignature"], "timestamp": outer["TimeStamp"], "nonce": nonce}
        self.assertEqual(counsel.request(self.channel, query, envelope.encode(), {"Content-Type": "text/xml"})[:2], (400, b""))


class WorkApp(EncryptedChannel, unittest.TestCase):
    channel, sender, recipient, silence = "app", "lisi", CORP, b""
    crypto = WorkCrypto(TOKEN, KEY, CORP)
    parse = staticmethod(parse_work_message)

    def test_the_address_is_verified(self):
        timestamp, nonce = str(int(time.time())), "interop-check"
        challenge = WorkPrpCrypto(self.crypto.key).encrypt("5927782489442352469", CORP).decode()
        query = {"msg_signature": signature(TOKEN, timestamp, nonce, challenge), "timestamp": timestamp,
                 "nonce": nonce, "echostr": challenge}
        self.assertEqual(counsel.request("app", query)[:2], (200, b"5927782489442352469"))
        query["msg_signature"] = "0" * 40
        self.assertEqual(counsel.request("app", query)[:2], (401, b""))

    def test_a_late_answer_is_the_call_that_wechatpy_makes(self):
        counsel.say_later("app", "lisi", "顾问：先去劳动监察大队登记")
        ours = platform.wait_for("/cgi-bin/message/send")[-1]
        client = WorkClient(CORP, "app-secret", access_token="theirs")
        client.API_BASE_URL = platform.url + "/cgi-bin/"
        client.message.send_text(1000002, ["lisi"], "顾问：先去劳动监察大队登记")
        theirs = platform.calls[-1]
        self.assertEqual(ours[0], theirs[0])
        self.assertEqual(ours[1]["access_token"], "work-token")
        self.assertEqual(ours[2], {name: value for name, value in theirs[2].items() if value != ""})
        tokens = platform.wait_for("/cgi-bin/gettoken")
        self.assertEqual(tokens[0][1], {"corpid": CORP, "corpsecret": "app-secret"})


class SafeAccount(EncryptedChannel, unittest.TestCase):
    channel, sender, recipient, silence = "account", FOLLOWER, ACCOUNT, b"success"
    crypto = WeChatCrypto(TOKEN, KEY, APP)
    parse = staticmethod(parse_message)

    def test_the_address_is_verified(self):
        timestamp, nonce = str(int(time.time())), "interop-check"
        query = {"signature": signature(TOKEN, timestamp, nonce), "timestamp": timestamp, "nonce": nonce,
                 "echostr": "4375120948345356249"}
        check_signature(TOKEN, query["signature"], timestamp, nonce)
        self.assertEqual(counsel.request("account", query)[:2], (200, b"4375120948345356249"))
        query["signature"] = "0" * 40
        self.assertEqual(counsel.request("account", query)[:2], (401, b""))

    def test_safe_mode_takes_nothing_in_the_clear(self):
        timestamp, nonce = str(int(time.time())), "interop-clear"
        xml = message(FOLLOWER, ACCOUNT, {"MsgType": "text", "Content": QUESTION, "MsgId": "6"})
        query = {"signature": signature(TOKEN, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}
        self.assertEqual(counsel.request("account", query, xml.encode(), {"Content-Type": "text/xml"})[:2], (400, b""))

    def test_a_late_answer_is_the_call_that_wechatpy_makes_with_a_token_that_works(self):
        # The first token is void although its time is not over: one more is fetched, and the call made again.
        platform.scripted["/cgi-bin/message/custom/send"] = [{"errcode": 42001, "errmsg": "access_token expired"}]
        counsel.say_later("account", FOLLOWER, "顾问：把工资条拍下来")
        first, second = platform.wait_for("/cgi-bin/message/custom/send", 2)[:2]
        self.assertEqual([first[1]["access_token"], second[1]["access_token"]], ["account-token-1", "account-token-2"])
        self.assertEqual(len(platform.wait_for("/cgi-bin/stable_token", 2)), 2)
        client = WeChatClient(APP, "account-secret", access_token="theirs")
        client.API_BASE_URL = platform.url + "/cgi-bin/"
        client.message.send_text(FOLLOWER, "顾问：把工资条拍下来")
        theirs = platform.calls[-1]
        self.assertEqual((second[0], second[2]), (theirs[0], theirs[2]))


if __name__ == "__main__":
    binary = sys.argv.pop(1)
    platform = Platform({"/cgi-bin/gettoken": {"errcode": 0, "access_token": "work-token", "expires_in": 7200}})
    platform.scripted["/cgi-bin/stable_token"] = [
        {"access_token": "account-token-%d" % number, "expires_in": 7200} for number in (1, 2)]
    counsel = Counsel(binary, [
        {"id": "app", "kind": "wecom-app", "corp-id": CORP, "agent-id": 1000002, "token": TOKEN,
         "encoding-aes-key": KEY, "secret": "app-secret", "api-url": platform.url},
        {"id": "account", "kind": "official-account", "mode": "safe", "app-id": APP, "token": TOKEN,
         "encoding-aes-key": KEY, "secret": "account-secret", "api-url": platform.url},
    ])
    try:
        result = unittest.main(exit=False, verbosity=2).result
    finally:
        counsel.close()
        platform.close()
    sys.exit(0 if result.wasSuccessful() and result.testsRun >= 14 else 1)
