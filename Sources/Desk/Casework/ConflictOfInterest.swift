import Content
import Domain

/// Who may not see a case because it is about them, or about whom they work for.
struct ConflictOfInterest {
    private let directory: Directory

    init(_ directory: Directory) { self.directory = directory }

    /// The people who must be passed by.
    ///
    /// Whoever has something in `conflicts` that the words name: a client, a person, or the village itself when the case
    /// is against its committee or cadres. Who is named by their own name is passed by as well.
    func excluded(from words: String, topic: TopicID?, village: Village?) -> Set<PersonID> {
        let isAgainstVillage = Self.isAgainstVillage(words, topic)
        var excluded: Set<PersonID> = []
        for person in directory.people.values {
            let conflicts = person.conflicts.contains { conflict in
                if let village, conflict == village.id.text || conflict == village.name { return isAgainstVillage }
                return conflict.count >= 2 && words.contains(conflict)
            }
            if conflicts || isNamed(person, in: words) { excluded.insert(person.id) }
        }
        if isAgainstVillage, let village {
            // The adviser works for the village committee: the justice office hears what is said against it.
            excluded.insert(village.adviser)
            excluded.formUnion(village.deputies)
        }
        // Nobody at all would be worse: the duty desk hears everything.
        return excluded.filter { directory.people[$0]?.role != .duty }
    }

    private func isNamed(_ person: Person, in words: String) -> Bool {
        guard person.role == .adviser || person.role == .mediator else { return false }
        let isComplaint = Self.complaints.contains { words.contains($0) }
        return isComplaint && person.name.count >= 2 && words.contains(person.name)
    }

    private static let complaints = ["告", "投诉", "举报", "收了", "乱收", "骗", "不公", "偏心"]
    private static let village = [
        "村委", "村上", "村里干部", "村干部", "村支书", "支书", "村长", "村主任", "村会计", "村文书", "居委会", "社区干部", "组长", "队长",
        "村集体",
    ]
    private static let against = [
        "告", "举报", "投诉", "贪", "截留", "克扣", "挪用", "扣了", "扣我", "不给", "不发", "不公开", "不落实", "占了", "强占", "强行", "打我",
        "收回", "卖了", "吃回扣", "私分", "优亲厚友", "偏心", "欺负", "报复", "作假", "造假", "不盖章", "不开证明", "违法", "乱收",
    ]

    /// Whether the words are about what the village's committee or cadres did.
    private static func isAgainstVillage(_ words: String, _ topic: TopicID?) -> Bool {
        guard village.contains(where: { words.contains($0) }) else { return false }
        return against.contains { words.contains($0) }
    }
}
