import Domain
import GRDB
import Testing

@testable import Store

struct ServiceRecordsTests {
    private let database: CounselDatabase

    init() throws { database = try .inMemory() }

    private func lecture(
        _ minutes: Int = 120, by person: PersonID = "p-1", in village: VillageID? = "v-1", day: Int = 20_000,
        corrects: Int64? = nil
    ) -> ServiceRecord {
        ServiceRecord(
            person: person, village: village, kind: .lecture, day: CivilDate(daysSince1970: day), minutes: minutes,
            title: "防诈骗", recordedAt: Timestamp(seconds: 1), corrects: corrects)
    }

    @Test func `a record comes back as it was, and the same source is stored once`() async throws {
        let first = try await database.record(lecture(), source: "m-1")
        let again = try await database.record(lecture(60), source: "m-1")
        #expect(again == first)
        #expect(try await database.serviceRecords(ServiceFilter()) == [first])
    }

    @Test func `a correction takes the place of a record, once and by the same person only`() async throws {
        let first = try await database.record(lecture(), source: "m-1")
        await #expect(throws: StoreError.notFound) {
            try await database.record(lecture(60, by: "p-2", corrects: first.id), source: "m-2")
        }
        let second = try await database.record(lecture(60, corrects: first.id), source: "m-3")
        #expect(try await database.serviceRecords(ServiceFilter()) == [second])
        await #expect(throws: StoreError.notFound) {
            try await database.record(lecture(30, corrects: first.id), source: "m-4")
        }
        var all = ServiceFilter()
        all.withCorrected = true
        #expect(try await database.serviceRecords(all) == [second, first])
        #expect(try await database.serviceTotals(ServiceFilter()) == (1, 60))
    }

    @Test func `no record is changed or deleted, not even by hand`() async throws {
        _ = try await database.record(lecture(), source: "m-1")
        for sql in ["DELETE FROM serviceRecord", "UPDATE serviceRecord SET minutes = 1"] {
            #expect(throws: DatabaseError.self) { try database.writer.write { try $0.execute(sql: sql) } }
        }
        #expect(try await database.serviceRecords(ServiceFilter()).count == 1)
    }

    @Test func `a list is filtered by village, person, kind and day`() async throws {
        let first = try await database.record(lecture(), source: "1")
        let second = try await database.record(lecture(in: "v-2", day: 20_001), source: "2")
        let third = try await database.record(lecture(by: "p-2", in: nil, day: 20_002), source: "3")
        func found(_ change: (inout ServiceFilter) -> Void) async throws -> [ServiceRecord] {
            var filter = ServiceFilter()
            change(&filter)
            return try await database.serviceRecords(filter)
        }
        #expect(try await found { _ in } == [third, second, first])
        #expect(try await found { $0.villages = ["v-2"] } == [second])
        #expect(try await found { $0.villages = [] } == [])
        #expect(try await found { $0.person = "p-2" } == [third])
        #expect(
            try await found {
                $0.from = second.day; $0.to = second.day
            } == [second])
        #expect(try await found { $0.kind = .visit } == [])
        #expect(
            try await found {
                $0.limit = 1; $0.offset = 1
            } == [second])
    }
}
