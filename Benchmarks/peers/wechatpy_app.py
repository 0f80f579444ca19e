"""wechatpy and Flask with one handler over all rules, for gunicorn."""
import rules
from flask import Flask, abort, request
from wechatpy import create_reply, parse_message
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.utils import check_signature

rules.prepare()
application = Flask(__name__)


@application.post("/")
def receive():
    try:
        check_signature("benchtoken", request.args["signature"], request.args["timestamp"], request.args["nonce"])
    except InvalidSignatureException:
        abort(403)
    message = parse_message(request.get_data())
    return create_reply(rules.answer(message.content), message).render()
