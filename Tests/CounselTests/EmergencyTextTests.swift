import Content
import Desk
import Domain
import Testing
import Understanding

/// Whoever is in danger reads the right numbers, whatever is edited around them.
struct EmergencyTextTests {
    /// The national numbers and when they answer: 110, 119 and 120 day and night, and 12348 too; 12338 in office hours.
    @Test(arguments: [
        ("police", "110", true), ("fire", "119", true), ("ambulance", "120", true), ("legal-hotline", "12348", true),
        ("women-hotline", "12338", false), ("youth-hotline", "12355", false), ("anti-fraud", "96110", true),
    ])
    func `a hotline has its national number and its hours`(_ id: String, _ phone: String, _ isAlways: Bool) throws {
        let service = try #require(ProjectFiles.holder.current.directory.services[id])
        #expect(service.phone == phone)
        #expect(service.hours.contains("24小时") == isAlways)
    }

    @Test(arguments: [
        (Emergency.Kind.violence, ["110", "120", "12338", "12348"]), (.suicide, ["120", "110", "12356", "12348"]),
        (.childAbuse, ["110", "120", "12338", "12355", "12348"]), (.held, ["110", "120", "12348"]),
        (.fraud, ["110", "96110", "12348"]),
    ])
    func `each kind's text names its numbers, the first that can be called at any hour first`(
        _ kind: Emergency.Kind, _ numbers: [String]
    ) throws {
        let knowledge = ProjectFiles.holder.current
        let rules = knowledge.compiled.catalog.rules.filter {
            if case .emergency(kind, _) = $0.meaning { true } else { false }
        }
        #expect(!rules.isEmpty)
        for rule in rules {
            let question = try #require(rule.examples.first?.value)
            let result = Rehearsal(knowledge).ask(
                question, in: .mentioned, village: "chaotian-01", at: ProjectFiles.moment)
            #expect(result.decision.emergency?.kind == kind, "\(question)")
            let reply = try #require(result.reply)
            for number in numbers { #expect(reply.contains(number), "\(rule.id) without \(number)") }
            let first = numbers.compactMap { reply.firstRange(of: $0)?.lowerBound }.min()
            #expect(first == reply.firstRange(of: numbers[0])?.lowerBound, "\(rule.id)")
            // The law on the protection of minors, article 11: the village committee must report at once.
            #expect(reply.contains("未成年人保护法第11条") == (kind == .childAbuse))
        }
    }

    @Test func `the adviser of a child in danger is told of the duty to report`() throws {
        let lines = ProjectFiles.holder.current.compiled.catalog.staffReplies
        let duty = try #require(lines[.noteReportDuty])
        for word in ["公安", "民政", "教育", "未成年人保护法第11条", "立即"] { #expect(duty.contains(word), "\(word)") }
    }
}
