"""Matching alone, beside Hyperscan and a loop of PCRE2; the store alone."""
from tools import lines


def matching(table):
    at = {fields["intents"]: fields for _, fields in lines("MatchBench")}
    for size, one in sorted(at.items()):
        loop = one["pcre_loop_ns"] / one["match_ns"]
        table.row("matching with normalising, %d intents" % size,
                  "%.2f µs (PCRE2-JIT loop ×%.0f)" % (one["match_ns"] / 1e3, loop),
                  "≤ 5 µs" if size == 300 else "", one["match_ns"] <= 5_000 if size == 300 else None)
        if one["hyperscan_ns"]:
            ratio = one["core_ns"] / one["hyperscan_ns"]
            table.row("  core / Hyperscan, %d intents" % size,
                      "%d / %d ns = ×%.2f" % (one["core_ns"], one["hyperscan_ns"], ratio), "≤ ×2", ratio <= 2)
            faster = one["hyperscan_compile_us"] / one["compile_us"]
            table.row("  compile, %d intents: Hyperscan / ours" % size,
                      "%.0f / %.0f ms = ×%.0f" % (one["hyperscan_compile_us"] / 1e3, one["compile_us"] / 1e3, faster),
                      "≥ ×20", faster >= 20)
    table.row("  core alone, 300 intents", "%.2f µs" % (at[300]["core_ns"] / 1e3), "≤ 0.3 µs", at[300]["core_ns"] <= 300)
    for small, big in ((300, 3_000), (3_000, 30_000)):
        ratio = at[big]["match_ns"] / at[small]["match_ns"]
        table.row("  time at %d / at %d intents" % (big, small), "×%.2f" % ratio, "≤ ×1.5", ratio <= 1.5)


def store(table, folder):
    found = dict(lines("StoreBench", folder))
    alone, shared = found["store"]["alone_per_s"], found["store"]["shared_per_s"]
    table.row("durable messages: 64 sharing commits / one by one", "%d / %d a s = ×%.1f" % (shared, alone, shared / alone))
    table.row("outbox rows claimed and settled", "%d a s" % found["outbox"]["rows_per_s"])
    clock = found["clock"]
    table.row("look of the clock, 1,000 open cases: nothing due / one case due",
              "%.2f / %.2f ms" % (clock["idle_us"] / 1_000, clock["busy_us"] / 1_000), "≤ 10 ms",
              max(clock["idle_us"], clock["busy_us"]) <= 10_000)
