"""The NoneBot adapter against the server: OneBot 11, what a gateway posts and what it is asked to do."""
import hmac
import json
import sys
import time
import types
import unittest

from nonebot.adapters.onebot.v11 import Adapter, Message, MessageSegment
from nonebot.adapters.onebot.v11.event import GroupMessageEvent, HeartbeatMetaEvent
from nonebot.drivers import Request

from serving import Counsel, Platform

SECRET = "interop-onebot-secret"
TOKEN = "interop-onebot-token"
SELF, GROUP, ASKER = 10001, 20001, 30001
QUESTION = "老板欠我工钱跑路了咋个办"
SENSITIVE = "我老公经常打我，怎么办"


def event(message, number, text_form=False):
    """A group message as a gateway posts it, which NoneBot's own model must take."""
    body = {
        "time": int(time.time()), "self_id": SELF, "post_type": "message", "message_type": "group",
        "sub_type": "normal", "message_id": number, "group_id": GROUP, "user_id": ASKER, "anonymous": None,
        "message": str(message) if text_form else [
            {"type": segment.type, "data": segment.data} for segment in message],
        "raw_message": str(message), "font": 0, "sender": {"user_id": ASKER, "nickname": "老赵", "role": "member"},
    }
    GroupMessageEvent.model_validate(dict(body))
    return json.dumps(body, ensure_ascii=False).encode()


def fields(body, secret=SECRET):
    signature = hmac.new(secret.encode(), body, "sha1").hexdigest()
    return {"Content-Type": "application/json", "X-Self-ID": str(SELF), "X-Signature": "sha1=" + signature}


def theirs(body, headers):
    """What NoneBot's adapter says to the request: nothing, or a refusal."""
    adapter = types.SimpleNamespace(onebot_config=types.SimpleNamespace(onebot_secret=SECRET))
    return Adapter._check_signature(adapter, Request("POST", "http://x/", headers=headers, content=body))


class OneBot(unittest.TestCase):
    def post(self, body, headers=None):
        return counsel.request("onebot", None, body, headers or fields(body))

    def test_both_take_what_is_signed_and_refuse_what_is_not(self):
        body = event(Message([MessageSegment.at(SELF), MessageSegment.text(" " + QUESTION)]), 1)
        self.assertIsNone(theirs(body, fields(body)))
        self.assertEqual(self.post(body)[0], 200)
        for headers in (fields(body, "other"), fields(body + b" "), {"Content-Type": "application/json"}):
            self.assertIsNotNone(theirs(body, headers))
            self.assertEqual(self.post(body, {"X-Self-ID": str(SELF), **headers})[0], 401)

    def test_the_quick_reply_is_a_message_that_nonebot_reads(self):
        body = event(Message([MessageSegment.at(SELF), MessageSegment.text(" 工伤认定要多久")]), 2)
        answer = json.loads(self.post(body)[1])
        reply = Message([MessageSegment(**segment) for segment in answer["reply"]])
        self.assertEqual((reply[0].type, reply[0].data["qq"]), ("at", str(ASKER)))
        self.assertIn("工伤", reply.extract_plain_text())
        self.assertIs(answer["at_sender"], False)

    def test_both_forms_of_a_message_are_one_to_us(self):
        message = Message([MessageSegment.at(SELF), MessageSegment.text(" 欠条[2024]&合同, 掉了咋办")])
        texts = []
        for number, text_form in ((3, False), (4, True)):
            status, body, _ = self.post(event(message, number, text_form))
            self.assertEqual(status, 200)
            texts.append(json.loads(body)["reply"][-1]["data"]["text"])
        self.assertTrue(all(texts))
        stored = counsel.rows("SELECT count(*) FROM interaction WHERE messageId IN ('3', '4')")
        self.assertEqual(stored, [(2,)])

    def test_a_private_answer_is_a_call_that_nonebot_would_make(self):
        body = event(Message([MessageSegment.at(SELF), MessageSegment.text(" " + SENSITIVE)]), 5)
        self.assertEqual(self.post(body)[0], 200)
        path, _, call, headers = platform.wait_for("/send_private_msg")[0]
        self.assertEqual(headers["authorization"], "Bearer " + TOKEN)
        self.assertEqual(call["user_id"], ASKER)
        message = Message([MessageSegment(**segment) for segment in call["message"]])
        self.assertGreater(len(message.extract_plain_text()), 50)
        self.assertEqual(path, "/send_private_msg")

    def test_a_storm_of_heartbeats_costs_no_row(self):
        before = counsel.rows("SELECT count(*) FROM interaction")
        beat = {"time": int(time.time()), "self_id": SELF, "post_type": "meta_event", "meta_event_type": "heartbeat",
                "status": {"online": True, "good": True}, "interval": 15000}
        HeartbeatMetaEvent.model_validate(dict(beat))
        body = json.dumps(beat).encode()
        for _ in range(200):
            self.assertEqual(self.post(body)[0], 204)
        self.assertEqual(counsel.rows("SELECT count(*) FROM interaction"), before)


if __name__ == "__main__":
    binary = sys.argv.pop(1)
    taken = {"status": "ok", "retcode": 0, "data": {"message_id": 81}}
    platform = Platform({"/send_private_msg": taken, "/send_group_msg": taken})
    counsel = Counsel(binary, [
        {"id": "onebot", "kind": "onebot11", "secret": SECRET, "bot-names": ["法律小助手"],
         "api-url": platform.url, "access-token": TOKEN},
    ])
    try:
        result = unittest.main(exit=False, verbosity=2).result
    finally:
        counsel.close()
        platform.close()
    sys.exit(0 if result.wasSuccessful() and result.testsRun >= 5 else 1)
