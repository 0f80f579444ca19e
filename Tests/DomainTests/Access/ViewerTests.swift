import Domain
import Testing

struct ViewerTests {
    @Test func `a filter takes villages away and never adds one`() {
        #expect(ServiceScope.district.narrowed(to: ["v-1"]) == .villages(["v-1"]))
        #expect(ServiceScope.villages(["v-1", "v-2"]).narrowed(to: ["v-2", "v-3"]) == .villages(["v-2"]))
        #expect(ServiceScope.villages(["v-1"]).narrowed(to: ["v-3"]) == .villages([]))
        #expect(!ServiceScope.villages([]).contains("v-1"))
    }

    @Test func `what belongs to no village is the district's`() {
        #expect(ServiceScope.district.contains(nil))
        #expect(!ServiceScope.villages(["v-1"]).contains(nil))
    }

    @Test func `an auditor only looks`() {
        #expect(Role.allCases.filter { !$0.mayAct } == [.auditor])
    }
}
