import Desk
import Domain
import Store
import TestSupport
import Testing

/// What is done on the pages of warnings, rounds and pushes, and by whom.
struct PreventionPagesTests {
    private static let always = Timestamp(seconds: 0)..<Timestamp(seconds: 2_000_000_000)

    @Test func `an office judges its own warnings and no other's`() async throws {
        let office = try await TwoTownships()
        let (east, west) = (try office.viewer("east"), try office.viewer("west"))
        let database = office.office.database
        let own = try #require(try await database.warnings(WarningFilter(east, in: Self.always)).first).number
        func judge(_ viewer: Viewer, _ verdict: String) async throws -> ConsoleDesk.Outcome {
            try await office.desk.act(
                on: .warnings, for: viewer, form: ["warning": "\(own)", "verdict": verdict])
        }
        #expect(try await judge(east, "wrong") == .done)
        #expect(try await database.warning(own)?.isReal == false)
        #expect(try await database.warning(own)?.judge == "@east")
        #expect(try await judge(west, "real") == .refused("没有这条预警。"))
        #expect(try await judge(east, "maybe") == .refused("没有说是属实还是误报。"))
        #expect(try await judge(try office.viewer("audit"), "real") == .forbidden)
        #expect(try await judge(try office.viewer("east-1"), "real") == .forbidden)
        #expect(try await database.warning(own)?.isReal == false)
    }

    @Test func `a round is put down as done once, within one's villages`() async throws {
        let office = try await TwoTownships()
        let database = office.office.database
        let today = office.office.clock.now.chinaDate
        let days = CivilDate(daysSince1970: today.daysSince1970 - 27)...today
        var filter = ScreeningFilter(at: ["e-1", "e-2", "w-1"], touching: days, today: today)
        filter.state = .missed
        // Rounds of the made-up weeks were all reported, or never: one that was not is made here.
        let period = CivilDate(daysSince1970: today.daysSince1970 - 3)...today
        try await database.plan([Screening(.village, place: "e-1", period: period, person: "adviser-east")])
        filter.state = .open
        let round = try #require(try await database.screenings(filter).first { $0.place == "e-1" }?.id)
        func finish(_ user: String) async throws -> ConsoleDesk.Outcome {
            try await office.desk.act(
                on: .screenings, for: try office.viewer(user), form: ["screening": "\(round)"])
        }
        #expect(try await finish("west") == .refused("没有这一次排查。"))
        #expect(try await finish("audit") == .forbidden)
        #expect(try await finish("east-1") == .done)
        filter.state = .done
        let done = try await database.screenings(filter).first { $0.id == round }
        #expect(done?.found == 0 && done?.doneBy == "@east-1")
    }

    @Test func `only the bureau approves, and takes back what has not left`() async throws {
        let office = try await TwoTownships()
        let fields = ["campaign": "wages", "day": "2026-12-05"]
        func act(_ user: String, _ what: String) async throws -> ConsoleDesk.Outcome {
            try await office.desk.act(
                on: .pushes, for: try office.viewer(user), form: fields.merging(["do": what]) { $1 })
        }
        #expect(try await act("east", "approve") == .refused("只有区司法局能批准和撤回。"))
        #expect(try await act("bureau", "approve") == .done)
        let day = try #require(CivilDate("2026-12-05"))
        let pushes = try await office.office.database.pushes(in: day..<day.next, scope: .district)
        #expect(pushes.map(\.approvedBy) == ["@bureau", "@bureau", "@bureau"])
        #expect(try await act("bureau", "withdraw") == .done)
        #expect(try await act("bureau", "withdraw") == .refused("没有可以撤回的，可能已经发出去了。"))
        #expect(
            try await office.desk.act(
                on: .pushes, for: try office.viewer("bureau"),
                form: ["campaign": "wages", "day": "2026-12-06", "do": "approve"])
                == .refused("普法计划 wages 在 2026-12-06 没有要推的内容。"))
    }
}
