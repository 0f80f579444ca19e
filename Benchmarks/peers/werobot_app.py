"""WeRoBot with one handler over all rules, for gunicorn."""
import rules
from werobot import WeRoBot

rules.prepare()
robot = WeRoBot(token="benchtoken", enable_session=False)


@robot.text
def reply(message):
    return rules.answer(message.content)


application = robot.wsgi
