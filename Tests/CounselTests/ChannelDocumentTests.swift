import Content
import Desk
import Foundation
import TestSupport
import Testing

/// `docs/channels.md` against the program.
struct ChannelDocumentTests {
    private static let path = ProjectFiles.root + "docs/channels.md"
    private static let marks = (begin: "<!-- counsel channels -->\n", end: "<!-- /counsel channels -->\n")

    private static let table: String? = ChannelAssembly(random: steadyBytes, into: FindingLog())
        .registry(ProjectFiles.settings.channels)
        .map { CapabilityTable(ProjectFiles.settings.channels, $0).markdown }

    @Test func `the table of capabilities is what the channels say of themselves`() throws {
        let table = try #require(Self.table)
        var text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let begin = try #require(text.firstRange(of: Self.marks.begin))
        let end = try #require(text.firstRange(of: Self.marks.end))
        if ProcessInfo.processInfo.environment["COUNSEL_WRITE_GOLDENS"] != nil {
            text.replaceSubrange(begin.upperBound..<end.lowerBound, with: table)
            try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
        } else {
            #expect(text[begin.upperBound..<end.lowerBound] == table)
        }
    }

    @Test func `every kind of channel has a chapter`() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        for kind in ChannelAssembly.kinds { #expect(text.contains("`\(kind)`"), "\(kind)") }
    }
}
