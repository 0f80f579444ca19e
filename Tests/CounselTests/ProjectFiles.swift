import Channels
import Content
import Desk
import Domain
import Foundation

/// The project's own files, read once for all tests.
enum ProjectFiles {
    /// The folder of Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    static let moment = Timestamp(milliseconds: 1_795_399_200_000)

    static let settings: Settings = {
        var settings = SettingsLoader(environment: Environment([:])).load(
            root + "config/demo.yaml", into: FindingLog())
        settings.intents = root + settings.intents
        settings.faq = root + settings.faq
        settings.directory = root + settings.directory
        settings.campaigns = root + settings.campaigns
        return settings
    }()

    static let holder = KnowledgeHolder(KnowledgeFiles(settings), at: moment)
}
