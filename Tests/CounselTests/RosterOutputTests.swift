import Content
import Desk
import Domain
import Foundation
import TestSupport
import Testing

@testable import counsel

/// The roster of a small village in a week with leave, a substitute, a swap, a holiday and a make-up day.
struct RosterOutputTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Goldens/roster.txt")

    private static let directory = """
        townships: [{id: town, name: 试验镇, office: office}]
        villages: [{id: v-1, name: 试验村, township: town, adviser: adviser, deputies: [deputy]}]
        people:
          - id: adviser
            role: adviser
            name: 顾问
            contacts: [{channel: robot, to: town}]
            hours: {mon: "09:00-12:00,14:00-18:00", tue: "09:00-12:00", wed: "09:00-12:00", thu: "09:00-12:00", fri: "09:00-12:00"}
            leave: [2026-11-24]
            substitutes: [{days: 2026-11-24, person: helper}]
          - id: deputy
            role: adviser
            name: 替补
            contacts: [{channel: robot, to: town}]
            hours: {thu: "10:00-18:00"}
          - id: helper
            role: adviser
            name: 替班
            contacts: [{channel: robot, to: town}]
            hours: {tue: "09:00-11:00", wed: "09:00-11:00", thu: "09:00-11:00", fri: "09:00-11:00"}
          - id: office
            role: office
            name: 司法所
            contacts: [{channel: robot, to: town}]
            hours: {mon: "09:00-17:00", fri: "09:00-17:00"}
          - {id: duty, role: duty, name: 值班, hours: {mon: "00:00-24:00"}}
        swaps: [{who: adviser, day: 2026-11-25, with: helper, for: 2026-11-26}]
        holidays: [{name: 试验节, from: 2026-11-27, to: 2026-11-27}]
        workdays: [2026-11-29]
        """

    @Test func `the week is the golden one`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.directory, to: "directory/directory.yaml")
        let log = FindingLog()
        let directory = DirectoryLoader(folder: folder.path + "/directory").load(into: log)
        #expect(!log.findings.hasErrors)
        let day = try #require(CivilDate("2026-11-26"))
        let text = RosterOutput(directory, week: day).lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["COUNSEL_WRITE_GOLDENS"] != nil {
            try text.write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: Self.golden, encoding: .utf8)))
    }

    @Test func `the shipped villages have somebody at every hour of the week`() throws {
        let directory = ProjectFiles.holder.current.directory
        let output = RosterOutput(directory, week: ProjectFiles.moment.chinaDate)
        #expect(output.villages.count == 139)
        #expect(output.gaps.isEmpty)
        #expect(output.lines.last == "没有空档")
    }
}
