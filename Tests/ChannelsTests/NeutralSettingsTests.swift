import Sealing
import Testing

@testable import Channels

struct NeutralSettingsTests {
    @Test func `a secret shows itself to nobody`() {
        let settings = NeutralSettings(secret: Secret("geheim"))
        var dumped = ""
        dump(settings, to: &dumped)

        #expect(!dumped.contains("geheim"))
        #expect(!"\(settings) \(settings.secret) \(String(reflecting: settings))".contains("geheim"))
    }
}
