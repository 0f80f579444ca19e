import Sealing

/// The parts of a `multipart/form-data` body (RFC 7578), read strictly: nothing repaired, nothing guessed.
package struct MultipartForm: Sendable {
    /// One part.
    package struct Part: Sendable {
        /// The field's name.
        package let name: String
        /// The file's name, where the part is a file.
        package let fileName: String?
        /// What is in it.
        package let body: [UInt8]
    }

    /// The parts in their order; no name stands twice.
    package let parts: [Part]

    /// The most parts of a body.
    private static let partLimit = 64
    /// The most bytes of the lines before a part's content.
    private static let headLimit = 4_096

    /// Reads a body; nil when it is no form.
    ///
    /// - Parameter mediaType: The field `Content-Type` with its boundary.
    package init?(_ body: [UInt8], mediaType: String) {
        guard let boundary = Self.boundary(of: mediaType) else { return nil }
        let mark = Array("--\(boundary)".utf8)
        var rest = body[...]
        guard rest.starts(with: mark) else { return nil }
        rest = rest.dropFirst(mark.count)
        var parts: [Part] = []
        while true {
            if rest.starts(with: Self.end) { break }
            guard rest.starts(with: Self.newline), parts.count < Self.partLimit else { return nil }
            rest = rest.dropFirst(Self.newline.count)
            guard let (part, after) = Self.part(rest, before: Self.newline + mark) else { return nil }
            guard !parts.contains(where: { $0.name == part.name }) else { return nil }
            parts.append(part)
            rest = after
        }
        self.parts = parts
    }

    /// Writes a body, for replaying samples.
    package static func body(_ fields: [(name: String, value: [UInt8])], boundary: String) -> [UInt8] {
        var out: [UInt8] = []
        for field in fields {
            out += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n".utf8
            out += field.value + newline
        }
        return out + "--\(boundary)--\r\n".utf8
    }

    private static let newline = Array("\r\n".utf8)
    private static let end = Array("--".utf8)
    private static let blankLine = Array("\r\n\r\n".utf8)

    private static func boundary(of mediaType: String) -> String? {
        let pieces = mediaType.split(separator: ";").map { $0.drop(while: { $0 == " " }) }
        guard pieces.first?.lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() where piece.lowercased().hasPrefix("boundary=") {
            var value = piece.dropFirst("boundary=".count)
            if value.count >= 2, value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
            // RFC 2046, 5.1.1: one to seventy characters.
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }

    private static func part(
        _ bytes: ArraySlice<UInt8>, before mark: [UInt8]
    ) -> (Part, after: ArraySlice<UInt8>)? {
        guard let headEnd = place(of: blankLine, in: bytes.prefix(headLimit)) else { return nil }
        let content = bytes[(headEnd + blankLine.count)...]
        guard let contentEnd = place(of: mark, in: content),
            let head = String(validating: bytes[..<headEnd], as: UTF8.self), let (name, file) = disposition(in: head)
        else { return nil }
        let part = Part(name: name, fileName: file, body: Array(content[..<contentEnd]))
        return (part, content[(contentEnd + mark.count)...])
    }

    private static func disposition(in head: String) -> (name: String, file: String?)? {
        let field = "content-disposition:"
        let lines = head.split(separator: "\r\n")
        guard let line = lines.first(where: { $0.lowercased().hasPrefix(field) }) else { return nil }
        let parameters = line.dropFirst(field.count).split(separator: ";").map { $0.drop(while: { $0 == " " }) }
        guard parameters.first?.lowercased() == "form-data" else { return nil }
        func value(_ key: String) -> String? {
            guard let parameter = parameters.dropFirst().first(where: { $0.hasPrefix("\(key)=\"") }) else { return nil }
            let quoted = parameter.dropFirst(key.count + 2)
            return quoted.last == "\"" ? String(quoted.dropLast()) : nil
        }
        guard let name = value("name"), !name.isEmpty else { return nil }
        return (name, value("filename"))
    }

    /// Where the bytes stand first.
    private static func place(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var start = bytes.startIndex
        while let found = bytes[start...].firstIndex(of: needle[0]) {
            if bytes[found...].starts(with: needle) { return found }
            start = found + 1
        }
        return nil
    }
}
