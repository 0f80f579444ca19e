"""The rules and the answer that every peer gets: words and patterns out of counsel's own catalog."""
import glob, os, re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def load(words, patterns):
    """So many plain keywords and patterns without concepts, in the order of the files."""
    found_words, found_patterns = [], []
    for path in sorted(glob.glob(ROOT + "/intents/*.yaml")):
        text = open(path, encoding="utf-8").read()
        for line in re.findall(r"keywords: \[(.*?)\]", text):
            found_words += [word for word in (part.strip(' "') for part in line.split(","))
                            if word and not re.search(r"[+|{}\"]", word)]
        found_patterns += [one for one in re.findall(r"patterns: \['(.*?)'", text) if "{" not in re.sub(r"\{\d", "", one)]
    keep = [word for word in dict.fromkeys(found_words) if word not in TEXT]
    good = []
    for pattern in dict.fromkeys(found_patterns):
        try:
            re.compile(pattern)
            good.append(pattern)
        except re.error:
            pass
    return keep[:words - 1] + [HIT], good[:patterns]


TEXT = "老板欠我工钱跑路了咋个办"
HIT = "跑路"
ANSWER = "按月足额支付是用工一方的事，拖着不给可以去劳动监察投诉。" * 12
WORDS, PATTERNS = [], []
COMPILED = []


def prepare(words=300, patterns=100):
    """Loads the rules once, before the first message."""
    WORDS[:], PATTERNS[:] = load(words, patterns)
    COMPILED[:] = [re.compile(pattern) for pattern in PATTERNS]


def answer(text):
    """The tight loop: words first, then patterns."""
    for word in WORDS:
        if word in text:
            return ANSWER
    for pattern in COMPILED:
        if pattern.search(text):
            return ANSWER
    return None
