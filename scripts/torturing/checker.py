"""Compares what clients were told and receivers were sent with what the database holds."""
import json, sqlite3


class Checker:
    def __init__(self, server):
        self.server, self.told, self.refused, self.sent, self.rounds = server, {}, 0, 0, 0
        self.faults = []

    def note(self, load):
        """Takes over what a round's clients were told; one message told two things is a fault at once."""
        self.rounds += 1
        self.sent += load.sent
        self.refused += load.refused
        for name, answer in load.accepted:
            text = (answer["interaction"], answer["reply"] and answer["reply"]["text"], answer["case"])
            if self.told.setdefault(name, text) != text:
                self.faults.append("%s was told two things: %s and %s" % (name, self.told[name], text))

    def check_round(self):
        """A quick look after each round: is the file whole?"""
        verdict = self.server.read("PRAGMA quick_check")[0][0]
        if verdict != "ok":
            self.faults.append("round %d: the file is damaged: %s" % (self.rounds, verdict))
        return "" if verdict == "ok" else verdict

    def lost_and_doubled(self):
        """Acknowledged messages without a row, with several, or with other words than the client read."""
        rows = {}
        for name, number, reply, case in self.server.read("SELECT messageId, id, reply, caseNumber FROM interaction"):
            rows.setdefault(name, []).append(("i-%d" % number, reply, case and str(case)))
        lost = [name for name, text in self.told.items() if text[0] and name not in rows]
        doubled = [name for name, found in rows.items() if len(found) > 1]
        wrong = [name for name, text in self.told.items() if name in rows and text not in rows[name]]
        invented = [name for name, text in self.told.items() if not text[0] and text[1]]
        return len(rows), lost, doubled, wrong, invented

    def report(self, receiver, server):
        """Prints the counts; true when nothing was lost, doubled or answered without being stored."""
        stored, lost, doubled, wrong, invented = self.lost_and_doubled()
        promises = server.read("""SELECT number FROM legalCase WHERE number NOT IN (SELECT caseNumber FROM promise)
            OR number NOT IN (SELECT caseNumber FROM outbox WHERE caseNumber IS NOT NULL)""")
        counts, unsent, repeated, late = receiver.counts(), 0, 0, 0
        rows = server.read("SELECT message, state, attempts, createdAt, settledAt FROM outbox")
        texts = [json.loads(row[0])["text"] for row in rows]
        bodies = "\n".join(counts)
        spoken = [str(json.loads(body).get("text", json.loads(body))) for body in counts]
        for text, row in zip(texts, rows):
            if row[1] != "sent":
                unsent += 1
            elif row[4] - row[3] > 60_000:
                late += 1
        # A call may be repeated by a crash or an unclear end; each attempt is written down, so it cannot be more.
        attempts, taken = sum(row[2] for row in rows), sum(counts.values())
        if taken > attempts + server.crashes * 64:
            repeated = taken - attempts
        damage = server.read("PRAGMA integrity_check")[0][0]
        print("accepted %d, stored %d, lost %d, doubled %d, differing %d, answered unstored %d" % (
            len(self.told), stored, len(lost), len(doubled), len(wrong), len(invented)))
        print("cases without promise or ping %d; pings sent %d, late %d, lost %d, beyond attempts %d; calls taken %d of %d attempts" % (
            len(promises), len(rows) - unsent, late, unsent, repeated, taken, attempts))
        print("rounds %d, starts %d, crashes %d, refused %d, file %s" % (
            self.rounds, server.starts, server.crashes, self.refused, damage))
        for fault in self.faults[:10]:
            print("FAULT " + fault)
        for kind, names in (("lost", lost), ("doubled", doubled), ("differing", wrong), ("unstored", invented)):
            if names:
                print("FAULT %s: %s" % (kind, " ".join(names[:5])))
        return not (self.faults or lost or doubled or wrong or invented or promises or unsent or repeated
                    or damage != "ok" or not self.told)
