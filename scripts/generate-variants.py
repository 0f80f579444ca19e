#!/usr/bin/env python3
"""Writes intents/variants.yaml: traditional characters and their simplified forms.

Run by hand: `pip install opencc==1.4.2`, then `python3 scripts/generate-variants.py > intents/variants.yaml`.
OpenCC, because it ships reviewed tables in the package and converts without a network. Only pairs that hold without
context are kept: one character becomes one other, and the traditional form is not itself an everyday simplified
character (著, 乾, 瞭: turning those round would break a sentence that was right).
"""
import opencc

# 孃孃 is how Sichuan writes aunt; OpenCC would make 娘, mother, of it.
LEFT_ALONE = set("孃")
# In GB 2312, but only ever traditional forms.
TRADITIONAL_ALL_THE_SAME = set("後徵於麽夥摺拚菸")


def known(character, encoding):
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def holds_alone(traditional, simplified, convert):
    everyday = known(traditional, "gb2312") and traditional not in TRADITIONAL_ALL_THE_SAME
    settled = convert(simplified) == simplified
    return simplified != traditional and settled and not everyday and traditional not in LEFT_ALONE


def main():
    convert = opencc.OpenCC("t2s").convert
    pairs = []
    for code in range(0x4E00, 0x9FA6):
        traditional = chr(code)
        simplified = convert(traditional)
        if len(simplified) == 1 and known(simplified, "gbk") and holds_alone(traditional, simplified, convert):
            pairs.append(traditional + simplified)
    print("# 繁体字 → 简体字，一繁一简成对。由 scripts/generate-variants.py 生成，不要手改。")
    print("pairs:")
    for start in range(0, len(pairs), 40):
        print(f'  - "{"".join(pairs[start:start + 40])}"')


main()
