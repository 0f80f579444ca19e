"""NoneBot2 with OneBot 11 events over HTTP: one tight handler, or as its manual has it, a matcher for each rule."""
import os, sys

import nonebot
import rules
from nonebot import on_keyword, on_message, on_regex
from nonebot.adapters.onebot.v11 import Adapter, MessageEvent

nonebot.init(driver="~fastapi", host="127.0.0.1", port=int(sys.argv[1]), log_level="ERROR")
nonebot.get_driver().register_adapter(Adapter)
handled = 0

if sys.argv[2] == "tight":
    rules.prepare()
    matcher = on_message(block=True)

    @matcher.handle()
    async def reply(event: MessageEvent):
        global handled
        handled += 1 if rules.answer(event.get_plaintext()) else 0
else:
    rules.prepare(100, 100)

    async def handle(event: MessageEvent):
        global handled
        handled += 1

    for pattern in rules.PATTERNS:
        on_regex(pattern).append_handler(handle)
    for word in rules.WORDS:
        on_keyword({word}).append_handler(handle)

nonebot.run()
