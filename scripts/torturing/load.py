"""Clients that send signed messages and keep what they were told."""
import hashlib, hmac, http.client, json, random, threading, time
from server import SECRET

QUESTIONS = ["老板欠我工钱跑路了咋个办", "离婚冷静期是好久", "邻居的狗咬了我咋个赔", "转人工", "今天天气好", "我要告他", "我男人正在拿刀砍我"]


class Load:
    """Eight connections; every seventh message is sent twice, as gateways do."""

    def __init__(self, server, number, seed, workers=8):
        self.server, self.number, self.seed = server, number, seed
        self.accepted, self.refused, self.sent = [], 0, 0
        self.lock, self.over = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(worker,), daemon=True) for worker in range(workers)]

    def begin(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join(30)

    def work(self, worker):
        chance, connection, number = random.Random(self.seed + worker), None, 0
        while not self.over.is_set():
            number += 1
            name = "t%d-%d-%d" % (self.number, worker, number)
            for _ in range(2 if number % 7 == 0 else 1):
                try:
                    connection = connection or http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=15)
                    status, answer = post(connection, name, chance.choice(QUESTIONS) if number % 7 else QUESTIONS[0])
                except (OSError, http.client.HTTPException, ValueError):
                    if connection:
                        connection.close()
                    connection = None
                    self.over.wait(0.05)
                    continue
                with self.lock:
                    self.sent += 1
                    if status == 200:
                        self.accepted.append((name, answer))
                    else:
                        self.refused += 1
                if status != 200:
                    self.over.wait(0.05)


def post(connection, name, text, stamp=None, secret=SECRET):
    """Sends one message; the status, and the answer when it was accepted."""
    place = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    body = json.dumps({
        "messageId": name, "conversation": {"id": "g-%d" % (place % 139 + 1), "kind": "group"},
        "sender": {"id": "u-%d" % (place % 997)}, "type": "text", "text": text, "mentionsBot": True}).encode()
    stamp = str(stamp or int(time.time()))
    sign = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    connection.request("POST", "/webhooks/neutral", body, {
        "Content-Type": "application/json", "X-Counsel-Timestamp": stamp, "X-Counsel-Signature": "sha256=" + sign})
    response = connection.getresponse()
    answer = response.read()
    return response.status, json.loads(answer) if response.status == 200 else None
