import Desk
import Store
import TestSupport
import Testing

struct TableNamesTests {
    @Test func `every table of the schema has a name, and nothing else has one`() async throws {
        let tables = try await CounselDatabase.inMemory().rowCounts().map(\.table)
        #expect(Set(tables) == Set(TableNames.all.keys))
    }
}
