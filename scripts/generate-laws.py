#!/usr/bin/env python3
"""Writes intents/laws.yaml: which statutes there are, whether they are in force, and which articles they have.

Run by hand: `python3 scripts/generate-laws.py LAWS_DIR > intents/laws.yaml`, where LAWS_DIR holds `laws.jsonl` (one
statute a line) and `articles.jsonl` (one article a line: `law`, `n`, and `sub` for 之一, 之二 …). No statute text is
taken over. Repealed statutes are kept, so that an answer that still cites one is found; a statute known by name only
has `articles: 0`, so that no article of it can be cited.
"""
import json
import pathlib
import re
import sys

STATUS = {"in-force": "in-force", "not-yet": "not-yet", "superseded": "repealed"}


def rows(path):
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def quoted(text):
    """As YAML wants it inside a flow map."""
    plain = re.fullmatch(r"[\w·（）〈〉《》〔〕、-]+", text) and not re.fullmatch(r"[\d.-]+", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def is_day(text):
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text or ""))


def successor(law, by_id):
    """`民法典（civil-code）` or a bare id, as the name that people cite; the title where there is none."""
    name = re.sub(r"（[a-z0-9-]+）$", "", law["replaced_by"])
    found = by_id.get(name)
    return (found["short"] or [found["title"]])[0] if found else name


def main():
    folder = pathlib.Path(sys.argv[1])
    laws = list(rows(folder / "laws.jsonl"))
    by_id = {law["id"]: law for law in laws}
    last, inserted = {}, {}
    for article in rows(folder / "articles.jsonl"):
        law = article["law"]
        last[law] = max(last.get(law, 0), article["n"])
        if article.get("sub"):
            inserted.setdefault(law, []).append((article["n"], article["sub"]))

    print("# 法律名录：有哪些法、是否有效、有哪些条。由 scripts/generate-laws.py 生成，不要手改。")
    print("# articles 是最后一条的条号；0 表示只知道名称，不能引到条。inserted 是“之一”这样插入的条。")
    print("# amended 是这里还没收进条文的新修订从哪天起施行；引到它的条，要先核对新条文。")
    print("laws:")
    for law in laws:
        if not law["short"]:
            continue
        fields = [
            f"title: {quoted(law['title'])}",
            f"short: [{', '.join(map(quoted, law['short']))}]",
            f"status: {STATUS[law['status']]}",
        ]
        if is_day(law["effective"]):
            fields.append(f"effective: {law['effective']}")
        fields.append(f"articles: {last.get(law['id'], 0) if law['text'] else 0}")
        if law["id"] in inserted:
            numbers = ", ".join(f"{n}-{sub}" for n, sub in sorted(inserted[law["id"]]))
            fields.append(f"inserted: [{numbers}]")
        if law["status"] == "in-force" and not law["text_current"] and is_day(law.get("replaced_effective")):
            fields.append(f"amended: {law['replaced_effective']}")
        if law["status"] == "superseded" and law.get("replaced_by"):
            fields.append(f"replaced-by: {quoted(successor(law, by_id))}")
        print(f"  - {{{', '.join(fields)}}}")


main()
