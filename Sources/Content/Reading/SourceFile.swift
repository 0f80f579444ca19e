import Foundation

/// A file as it was read, which is also what the catalog digest is computed over.
package struct SourceFile: Sendable, Equatable {
    /// The path, relative to the folder that was walked, with that folder's own name in front.
    package let path: String
    /// The content, valid UTF-8.
    package let text: String

    /// Takes path and content.
    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// Reads one file; what is unreadable or not UTF-8 becomes an error in the log.
    package static func read(_ path: String, into log: FindingLog) -> SourceFile? {
        guard let data = FileManager.default.contents(atPath: path) else {
            log.error(Location(path: path), "读不到这个文件", rule: "file-unreadable")
            return nil
        }
        guard data.count <= maximumBytes else {
            log.error(Location(path: path), "文件超过 \(maximumBytes / 1_048_576) MiB，请拆开", rule: "file-too-large")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.prefix { String(validating: $0, as: UTF8.self) != nil }.count + 1
            log.error(Location(path: path, line: line), "文件不是 UTF-8 编码，请另存为 UTF-8", rule: "file-encoding")
            return nil
        }
        if let zero = text.unicodeScalars.firstIndex(of: "\0") {
            log.error(Location(path: path, line: text[..<zero].lines.count), "文件里有空字符（NUL）", rule: "file-encoding")
            return nil
        }
        return SourceFile(path: path, text: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    }

    /// The files below a folder that end so, in the order of their names; a missing folder is an error in the log.
    package static func walk(_ folder: String, suffix: String, into log: FindingLog) -> [SourceFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            log.error(Location(path: folder), "找不到这个目录", rule: "folder-missing")
            return []
        }
        // The enumerator does not look behind a link, and a release may well be one.
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let names = (FileManager.default.enumerator(atPath: real)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(suffix) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
        return names.compactMap { read(folder + "/" + $0, into: log) }
    }

    private static let maximumBytes = 4 * 1_048_576
}

extension StringProtocol {
    /// The lines as an editor counts them, at least one; a line may end as on Windows, which to Swift is one character.
    ///
    /// `Character.isNewline` would also count a form feed and a vertical tab.
    var lines: [SubSequence] { split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" } }
}
