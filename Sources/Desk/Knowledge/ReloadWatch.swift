import Content
package import Domain
import Foundation
package import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the files again when one of them changed, and when the process gets SIGHUP.
package struct ReloadWatch: Service {
    private let holder: KnowledgeHolder
    private let folders: [String]
    private let seconds: Int
    private let clock: Clock
    private let logger: Logger

    /// Watches the folders every so many seconds; 0 waits for SIGHUP only.
    package init(
        _ holder: KnowledgeHolder, _ files: KnowledgeFiles, seconds: Int, clock: @escaping Clock, logger: Logger
    ) {
        self.holder = holder
        folders = [files.intents, files.faq, files.directory, files.campaigns]
        self.seconds = seconds
        self.clock = clock
        self.logger = logger
    }

    /// Watches until shut down.
    package func run() async throws {
        await withTaskGroup { group in
            group.addTask { await onSignal() }
            if seconds > 0 { group.addTask { await onChange() } }
            await group.waitForAll()
        }
    }

    private func onSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { reload("signal") }
    }

    private func onChange() async {
        var known = FolderStamp(folders)
        let ticks = AsyncStream<Void>(unfolding: { [seconds] in
            try? await Task.sleep(for: .seconds(seconds))
            return Task.isCancelled ? nil : ()
        })
        for await _ in ticks.cancelOnGracefulShutdown() {
            let present = FolderStamp(folders)
            guard present != known else { continue }
            known = present
            reload("files changed")
        }
    }

    private func reload(_ cause: String) {
        let result = holder.reload(at: clock())
        let metadata: Logger.Metadata = [
            "reload.cause": "\(cause)", "catalog.digest": "\(result.knowledge.digest)",
            "reload.findings": "\(result.findings.count)",
        ]
        if result.replaced {
            logger.notice("files reloaded", metadata: metadata)
        } else {
            logger.error("files have errors, the old ones stay in use", metadata: metadata)
            for finding in result.findings.filter({ $0.severity == .error }).prefix(20) {
                logger.error("finding", metadata: ["at": "\(finding.location)", "rule": "\(finding.rule)"])
            }
        }
    }
}

/// Paths, sizes and times of all files in some folders: changes exactly when a file does.
struct FolderStamp: Equatable {
    private var files: [String: Stamp] = [:]

    private struct Stamp: Equatable {
        let size: UInt64
        let modified: Date
    }

    init(_ folders: [String]) {
        for folder in folders {
            guard let walk = FileManager.default.enumerator(atPath: folder) else { continue }
            while let name = walk.nextObject() as? String {
                guard let attributes = walk.fileAttributes, name.hasSuffix(".yaml") || name.hasSuffix(".md") else {
                    continue
                }
                files[folder + "/" + name] = Stamp(
                    size: (attributes[.size] as? NSNumber)?.uint64Value ?? 0,
                    modified: attributes[.modificationDate] as? Date ?? .distantPast)
            }
        }
    }
}
