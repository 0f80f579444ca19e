"""Compares what clients were told and receivers were sent with what the database holds."""
import json


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
        # At night nobody is pinged yet: then the promise to ping in the morning must be there.
        promises = server.read("""SELECT number FROM legalCase WHERE number NOT IN (SELECT caseNumber FROM promise)
            OR state = 'notified' AND number NOT IN (SELECT caseNumber FROM ping)
            AND number NOT IN (SELECT caseNumber FROM promise WHERE kind = 'notify')""")
        # What is sent is sealed in the database: calls and rows are matched by the case that a ping names.
        pings = server.read("""SELECT min(ping.caseNumber), state, attempts, createdAt, settledAt, count(DISTINCT ping.caseNumber) FROM outbox
            JOIN ping ON ping.outbox = outbox.id GROUP BY outbox.id""")
        sent = [row for row in pings if row[1] == "sent"]
        late = sum(row[4] - row[3] > 60_000 for row in sent)
        unsent = server.read("""SELECT DISTINCT caseNumber FROM ping WHERE caseNumber NOT IN (
            SELECT ping.caseNumber FROM ping JOIN outbox ON outbox.id = ping.outbox WHERE outbox.state = 'sent')""")
        taken, allowed = receiver.counts(), {}
        for case, _, attempts, _, _, about in pings:
            if about == 1:
                allowed[case] = allowed.get(case, 0) + attempts
        unheard = [row[0] for row in sent if row[5] == 1 and not taken.get(row[0])]
        # Each attempt is written down before it is made; a crash, or a connection that dies, may repeat one unseen.
        beyond = [case for case, count in taken.items() if count > allowed.get(case, 0) + server.crashes]
        damage = server.read("PRAGMA integrity_check")[0][0]
        print("accepted %d, stored %d, lost %d, doubled %d, differing %d, answered unstored %d" % (
            len(self.told), stored, len(lost), len(doubled), len(wrong), len(invented)))
        print("cases %d, without promise or ping %d; pings sent %d, late %d, lost %d, settled unheard %d, too often %d" % (
            server.read("SELECT count(*) FROM legalCase")[0][0], len(promises), len(sent), late, len(unsent), len(unheard), len(beyond)))
        print("rounds %d, starts %d, crashes %d, refused %d, file %s" % (
            self.rounds, server.starts, server.crashes, self.refused, damage))
        for fault in self.faults[:10]:
            print("FAULT " + fault)
        for kind, names in (("lost", lost), ("doubled", doubled), ("differing", wrong), ("unstored", invented)):
            if names:
                print("FAULT %s: %s" % (kind, " ".join(names[:5])))
        return not (self.faults or lost or doubled or wrong or invented or promises or unsent or unheard or beyond
                    or damage != "ok" or not self.told)
