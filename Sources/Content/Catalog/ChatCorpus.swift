import Foundation

/// Everyday talk of a village group, a message a line, on which rules are measured: `chat-corpus.txt` beside the intents.
package enum ChatCorpus {
    /// Reads the talk, blank lines and `#` lines left out; a folder without it has none.
    package static func read(_ folder: String, into log: FindingLog) -> [Located<String>] {
        let path = folder + "/chat-corpus.txt"
        guard FileManager.default.fileExists(atPath: path), let source = SourceFile.read(path, into: log) else {
            return []
        }
        return source.text.lines.enumerated().compactMap { number, line in
            let text = line.trimmed
            guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
            return Located(text, at: Location(path: path, line: number + 1))
        }
    }
}
