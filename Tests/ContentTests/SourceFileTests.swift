import Foundation
import Testing

@testable import Content

struct SourceFileTests {
    private let log = FindingLog()

    private func read(_ bytes: [UInt8]) throws -> SourceFile? {
        try TemporaryFolder.with(bytes: ["a.yaml": Data(bytes)]) { SourceFile.read($0 + "/a.yaml", into: log) }
    }

    @Test func `a byte order mark is taken off`() throws {
        #expect(try read([0xEF, 0xBB, 0xBF] + Array("id: 甲".utf8))?.text == "id: 甲")
        #expect(log.findings.isEmpty)
    }

    @Test func `an empty file is read as one`() throws {
        #expect(try read([])?.text == "")
        #expect(log.findings.isEmpty)
    }

    @Test func `line ends stay as they are`() throws {
        #expect(try read(Array("a\r\nb\n".utf8))?.text == "a\r\nb\n")
    }

    // UTF-16 of an old editor, GBK in the third line, a lone follower, a cut character, half of a surrogate pair.
    @Test(
        arguments: [
            ("", [0xFF, 0xFE, 0x41, 0x00], 1), ("法律\n离婚\n", [0xC0, 0xEB, 0xBB, 0xE9], 3), ("a\r\nb\r\n", [0x80], 3),
            ("\n", [0xE7, 0xA6], 2), ("", [0xED, 0xA0, 0x80], 1),
        ] as [(String, [UInt8], Int)])
    func `what is not UTF-8 is told with its line`(_ good: String, _ bad: [UInt8], _ line: Int) throws {
        #expect(try read(Array(good.utf8) + bad) == nil)
        #expect(log.brief == ["file-encoding \(line):1"])
    }

    @Test(arguments: ["法律\r\n离婚\nid: \u{0}x", "法律\u{B}\u{C}\r\n离婚\u{B}\n\u{0}"])
    func `a NUL is told with its line, as an editor counts them`(_ text: String) throws {
        #expect(try read(Array(text.utf8)) == nil)
        #expect(log.brief == ["file-encoding 3:1"])
    }

    @Test func `a file beyond 4 MiB is refused`() throws {
        #expect(try read([UInt8](repeating: 0x61, count: 4 * 1_048_576 + 1)) == nil)
        #expect(log.rules == ["file-too-large"])
    }

    @Test func `what is not there is told`() throws {
        try TemporaryFolder.with([:]) { folder in
            #expect(SourceFile.read(folder + "/gone.yaml", into: log) == nil)
            #expect(SourceFile.walk(folder + "/gone", suffix: ".yaml", into: log).isEmpty)
        }
        #expect(log.findings.map(\.rule) == ["file-unreadable", "folder-missing"])
    }

    @Test func `a folder behind a link is walked`() throws {
        try TemporaryFolder.with(["v1/a.yaml": "a"]) { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/now", withDestinationPath: folder + "/v1")

            #expect(SourceFile.walk(folder + "/now", suffix: ".yaml", into: log).map(\.text) == ["a"])
        }
    }

    @Test func `a folder is walked in the order of names, hidden files and other kinds left out`() throws {
        let files = ["b.yaml": "b", "a/z.yaml": "z", "a/a.yaml": "a", ".git/x.yaml": "x", ".y.yaml": "y", "c.md": "c"]
        let paths = try TemporaryFolder.with(files) { folder in
            SourceFile.walk(folder, suffix: ".yaml", into: log).map { String($0.path.dropFirst(folder.count + 1)) }
        }

        #expect(paths == ["a/a.yaml", "a/z.yaml", "b.yaml"])
        #expect(log.findings.isEmpty)
    }
}
