import Channels
package import Content
package import Domain
import Sealing
import Understanding

/// The folders that knowledge is read from; `serve`, `check`, `ask` and `evaluate` all read through here.
package struct KnowledgeFiles: Sendable {
    /// The folder of intents, topics, lexicon, replies and laws.
    package let intents: String
    /// The folder of answers.
    package let faq: String
    /// The folder of villages, people, services and the calendar.
    package let directory: String
    /// The folder of what is published when.
    package let campaigns: String

    /// Takes the folders from the settings.
    package init(_ settings: Settings) {
        intents = settings.intents
        faq = settings.faq
        directory = settings.directory
        campaigns = settings.campaigns
    }

    /// Reads everything; knowledge comes back even with errors, which the findings tell.
    package func load(at now: Timestamp) -> Knowledge {
        let log = FindingLog()
        let directory = DirectoryLoader(folder: directory).load(into: log)
        let catalog = CatalogLoader(intents: intents, faq: faq).load(into: log)
        CatalogReview(
            catalog, services: Set(directory.services.keys), departments: directory.departments, on: now.chinaDate,
            into: log
        ).run()
        PreventionReview.run(directory, catalog, into: log)
        let campaigns = CampaignLoader(folder: campaigns).load(into: log)
        CampaignReview.run(campaigns, catalog, directory, on: now.chinaDate, into: log)
        let compiled = CatalogCompiler.compile(catalog, digest: digest(catalog.sources), into: log)
        return Knowledge(
            compiled: compiled, directory: directory, campaigns: campaigns, findings: log.findings.sorted, loadedAt: now
        )
    }

    /// What reports call things, without reading the rest of the catalog, which takes seconds.
    package func names(into log: FindingLog) -> ReportNames {
        ReportNames(
            directory: DirectoryLoader(folder: directory).load(into: log),
            topics: CatalogLoader(intents: intents, faq: faq).topics(into: log),
            campaigns: CampaignLoader(folder: campaigns).load(into: log))
    }

    /// Twelve hexadecimal digits over the names and contents of all files, wherever the folders are.
    private func digest(_ sources: [SourceFile]) -> String {
        let named = sources.map { source -> (name: String, text: String) in
            for (folder, name) in [(intents, "intents"), (faq, "faq")] where source.path.hasPrefix(folder + "/") {
                return (name + source.path.dropFirst(folder.count), source.text)
            }
            return (source.path, source.text)
        }
        return String(Fingerprint.hex(named.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.text] }).prefix(12))
    }
}
