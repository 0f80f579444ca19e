"""The webhook end to end beside a bare server, and beside the peers, in alternating rounds."""
import hashlib, hmac, json, os, subprocess, time
from tools import COUNSEL, ROOT, ROUNDS, SECONDS, SECRET, TOOLS, Running, median, script, wrk

TEXTS = ["@法律小助手 老板欠我工钱跑路了咋个办", "@法律小助手 离婚冷静期是好久", "@法律小助手 邻居的狗咬了我咋个赔",
         "@法律小助手 借了三万块钱没打借条只有微信转账记录要得回来不"]


def neutral(folder, count):
    """Signed requests, one Lua table a thread, so that wrk need not sign."""
    stamp = str(int(time.time()))
    for thread in range(2):
        with open("%s/requests-%d.lua" % (folder, thread + 1), "w") as out:
            out.write("return {\n")
            for number in range(count):
                body = json.dumps({
                    "messageId": "b-%d-%d" % (thread, number), "conversation": {"id": "g-%d" % (number % 139 + 1), "kind": "group"},
                    "sender": {"id": "u-%d" % (number % 997), "name": "张大姐"}, "type": "text",
                    "text": TEXTS[number % len(TEXTS)], "mentionsBot": True, "mentions": [], "quote": None}, ensure_ascii=False)
                sign = hmac.new(SECRET.encode(), (stamp + "." + body).encode(), hashlib.sha256).hexdigest()
                out.write("{[==[%s]==],'%s'},\n" % (body, sign))
            out.write("}\n")
    return script(folder, "neutral", """
local thread_number = 0
function setup(thread) thread_number = thread_number + 1; thread:set("number", thread_number) end
function init() list = dofile("%s/requests-" .. number .. ".lua"); at = 0 end
function request()
  at = at %% #list + 1
  local one = list[at]
  return wrk.format("POST", "/webhooks/neutral", {["Content-Type"] = "application/json",
    ["X-Counsel-Timestamp"] = "%s", ["X-Counsel-Signature"] = "sha256=" .. one[2]}, one[1])
end
""" % (folder, stamp))


def counsel(folder, number, port=18091):
    """The server on a fresh database, without limits on senders, as one load has few of them."""
    database = "%s/bench-%s.sqlite" % (folder, number)
    environment = {"COUNSEL_PORT": str(port), "COUNSEL_DATABASE": database, "COUNSEL_CHANNEL_PER_MINUTE": "0",
                   "COUNSEL_CONVERSATION_PER_MINUTE": "0", "COUNSEL_ASKER_PER_MINUTE": "0"}
    return Running([COUNSEL, "serve"], port, "/readyz", environment=environment, want=200), database


def rows(database):
    out = subprocess.run(["sqlite3", database, "SELECT count(*) FROM interaction"], capture_output=True, text=True)
    return int(out.stdout or 0)


def webhook(table, folder):
    rates, bare, p99, errors, stored = [], [], [], 0, True
    starts, idle, loaded = [], [], []
    for number in range(ROUNDS):
        each = 15_000 * SECONDS
        load = neutral(folder, each)
        with Running([TOOLS + "BareServer", "18090"], 18090, "/readyz") as server:
            bare.append(wrk(load, 18090)[0])
        server, database = counsel(folder, number)
        with server:
            starts.append(server.start_seconds)
            idle.append(server.resident())
            rate, slow, failed, count = wrk(load, 18091)
            loaded.append(server.resident())
        rates.append(rate); p99.append(slow); errors += failed
        stored = stored and rows(database) >= min(count, each * 2)
        os.remove(database)
    ratio = median(a / b for a, b in zip(rates, bare))
    table.row("neutral webhook / bare Hummingbird (wrk -t2 -c64)",
              "%.0f / %.0f req/s = %.0f %%" % (median(rates), median(bare), ratio * 100), "≥ 50 %", ratio >= 0.5)
    table.row("  p99", "%.1f ms" % median(p99), "≤ 25 ms", median(p99) <= 25)
    table.row("  errors; every accepted message in the log", "%d; %s" % (errors, "yes" if stored else "NO"), "0; yes",
              errors == 0 and stored)
    table.row("start to ready, whole catalog", "%.2f s" % median(starts), "≤ 0.5 s", median(starts) <= 0.5)
    table.row("memory idle / after load", "%.0f / %.0f MB" % (median(idle), median(loaded)), "≤ 60 / 150 MB",
              median(idle) <= 60 and median(loaded) <= 150)


def reloading(table, folder):
    """Reloads every half second under load: no request may fail."""
    load = neutral(folder, 15_000 * SECONDS)
    server, _ = counsel(folder, "reload")
    with server:
        process = subprocess.Popen(["wrk", "-t2", "-c64", "-d%ds" % SECONDS, "-s", load, "http://127.0.0.1:18091"],
                                   stdout=subprocess.PIPE, text=True)
        reloads = 0
        while process.poll() is None:
            reload = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST",
                                     "http://127.0.0.1:18091/-/reload"], capture_output=True, text=True).stdout
            reloads += reload == "200"
            time.sleep(0.5)
        errors = int(process.stdout.read().split("RESULT ")[1].split()[3])
    table.row("failed requests during %d reloads under load" % reloads, str(errors), "0", errors == 0 and reloads > 0)


def peers(table, folder):
    """The same questions and the same number of rules, each peer with the gateway format that it speaks."""
    place = ROOT + "/Benchmarks/peers"
    venv = folder + "/venv"
    subprocess.run(["python3", "-m", "venv", venv], check=True)
    subprocess.run([venv + "/bin/pip", "install", "-q", "-r", place + "/requirements.txt"], check=True)
    python, gunicorn = venv + "/bin/python", [venv + "/bin/gunicorn", "-w", "2", "-k", "gthread", "--threads", "8", "-b"]
    text = TEXTS[0].split()[1]
    wechat = script(folder, "wechat", """
wrk.method = "POST"
wrk.path = "/?signature=%s&timestamp=1&nonce=2"
wrk.headers["Content-Type"] = "text/xml"
local n = 0
function request() n = n + 1
  return wrk.format(nil, nil, nil, "<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>1</CreateTime>" ..
    "<MsgType>text</MsgType><Content>%s</Content><MsgId>" .. n .. "</MsgId></xml>") end
""" % (hashlib.sha1("".join(sorted(["benchtoken", "1", "2"])).encode()).hexdigest(), text))
    onebot = script(folder, "onebot", """
wrk.method = "POST"
wrk.path = "/onebot/v11/"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Self-ID"] = "1"
local n = 0
function request() n = n + 1
  return wrk.format(nil, nil, nil, '{"time":1,"self_id":1,"post_type":"message","message_type":"group","sub_type":"normal",' ..
    '"message_id":' .. n .. ',"group_id":5,"user_id":7,"anonymous":null,"message":[{"type":"text","data":{"text":"%s"}}],' ..
    '"raw_message":"%s","font":0,"sender":{"user_id":7,"nickname":"a"}}') end
""" % (text, text))
    contestants = [
        ("WeRoBot, gunicorn", gunicorn + ["127.0.0.1:18093", "werobot_app:application"], 18093, wechat, 4),
        ("wechatpy + Flask, gunicorn", gunicorn + ["127.0.0.1:18094", "wechatpy_app:application"], 18094, wechat, 3),
        ("NoneBot2, one tight handler", [python, "nonebot_app.py", "18095", "tight"], 18095, onebot, 15),
        ("NoneBot2, 200 matchers as in its manual", [python, "nonebot_app.py", "18096", "manual"], 18096, onebot, 300),
    ]
    ratios = {name: [] for name, *_ in contestants}
    rates = {name: [] for name, *_ in contestants}
    for number in range(max(3, ROUNDS // 2)):
        load = neutral(folder, 15_000 * SECONDS)
        server, database = counsel(folder, "peers-%d" % number)
        with server:
            ours = wrk(load, 18091)[0]
        os.remove(database)
        for name, command, port, load, _ in contestants:
            with Running(command, port, cwd=place):
                rate = wrk(load, port)[0]
            rates[name].append(rate)
            ratios[name].append(ours / max(rate, 0.1))
    for name, _, _, _, goal in contestants:
        ratio = median(ratios[name])
        table.row("neutral webhook, durable / %s" % name, "×%.1f (peer %.0f req/s)" % (ratio, median(rates[name])),
                  "≥ ×%d" % goal, ratio >= goal)
