import ArgumentParser
import Domain
import Testing

@testable import counsel

struct CommandLineTests {
    @Test func `commands parse what the contract shows`() throws {
        #expect(try Counsel.parseAsRoot(["serve", "--config", "c.yaml", "--port", "0"]) is ServeCommand)
        #expect(try Counsel.parseAsRoot(["check", "--strict", "--format", "json"]) is CheckCommand)
        #expect(try Counsel.parseAsRoot(["ask", "--json", "--overheard", "在吗"]) is AskCommand)
        #expect(try Counsel.parseAsRoot(["evaluate", "a.jsonl", "--json", "--failures", "f"]) is EvaluateCommand)
        #expect(try Counsel.parseAsRoot(["replay", "a", "b", "--to", "http://127.0.0.1:1", "--json"]) is ReplayCommand)
        #expect(try Counsel.parseAsRoot(["outbox", "--requeue", "7"]) is OutboxCommand)
        let user = ["user", "add", "zhang", "--role", "office", "--scope", "town"]
        #expect(try Counsel.parseAsRoot(user) is UserCommand.Add)
        #expect(try Counsel.parseAsRoot(["diff", "a", "b", "--questions", "q", "--json"]) is DiffCommand)
    }

    @Test(arguments: [
        ["ask"], ["ask", "--overheard", "--mentioned", "a"], ["check", "--format", "xml"], ["diff", "a"],
        ["diff", "a", "b", "--questions", "q", "--database", "d"], ["diff", "a", "b", "--since", "gestern"],
        ["nonsense"],
    ])
    func `what cannot be meant is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Counsel.parseAsRoot(arguments) }
    }

    @Test func `a moment is read as people write it and nothing else`() throws {
        #expect(try moment("2026-11-23T10:00:00+08:00").milliseconds == 1_795_399_200_000)
        #expect(throws: BadMoment.self) { try moment("yesterday") }
    }
}
