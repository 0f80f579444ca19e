import Domain
import Yams

/// A YAML file being read: every wrong turn is noted with its line, and reading goes on.
struct YAMLFile {
    let path: String
    let log: FindingLog

    /// Parses the file; nil (and an error in the log) when it is no YAML mapping.
    func root(_ text: String) -> YAMLMap? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                log.error(Location(path: path), "文件是空的", rule: "yaml-empty")
                return nil
            }
            return map(node, what: "文件的最外层")
        } catch let error as YamlError {
            let complaint = YAMLComplaint(error, in: text)
            log.error(
                Location(path: path, line: complaint.line, column: complaint.column), "YAML 写错了：\(complaint.message)",
                rule: "yaml-syntax")
        } catch {
            log.error(Location(path: path), "YAML 写错了", rule: "yaml-syntax")
        }
        return nil
    }

    func map(_ node: Node, what: String) -> YAMLMap? {
        guard case .mapping(let mapping) = node else {
            log.error(at(node), "\(what)应当是“键: 值”的形式", rule: "yaml-shape")
            return nil
        }
        var fields: [YAMLMap.Field] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                log.error(at(key), "键应当是文字", rule: "yaml-shape")
                continue
            }
            if fields.contains(where: { $0.key == name }) {
                log.error(at(key), "键 \(name) 写了两次", rule: "yaml-duplicate-key")
                continue
            }
            fields.append((name, at(key), value))
        }
        return YAMLMap(file: self, fields: fields, location: at(node))
    }

    /// Where the words of a text begin, behind its quotation mark if it has one.
    func inside(_ node: Node) -> Location {
        var place = at(node)
        if let style = node.scalar?.style, style == .singleQuoted || style == .doubleQuoted { place.column += 1 }
        return place
    }

    func at(_ node: Node) -> Location {
        Location(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

/// One mapping of a YAML file, read key by key.
struct YAMLMap {
    /// A key with where it stands, and what stands behind it.
    typealias Field = (key: String, place: Location, node: Node)

    let file: YAMLFile
    let fields: [Field]
    let location: Location

    /// Reports every key that is not among these.
    func allow(_ keys: String..., rule: String = "unknown-key") {
        for (key, place, _) in fields where !keys.contains(key) {
            file.log.error(
                place, "不认识的键 \(key)，可用的有：\(keys.joined(separator: "、"))", rule: rule)
        }
    }

    func node(_ key: String) -> Node? { fields.first { $0.key == key }?.node }

    func location(_ key: String) -> Location { node(key).map(file.at) ?? location }

    /// A text that must be there.
    func text(_ key: String) -> String? {
        guard node(key) != nil else {
            file.log.error(location, "缺少 \(key)", rule: "missing-key")
            return nil
        }
        return optionalText(key)
    }

    /// A text that may be left out.
    func optionalText(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            file.log.error(file.at(node), "\(key) 应当是一段文字", rule: "yaml-shape")
            return nil
        }
        return text
    }

    func optionalInt(_ key: String) -> Int? {
        guard let text = optionalText(key) else { return nil }
        guard let number = Int(text) else {
            file.log.error(location(key), "\(key) 应当是整数，现在是 \(text)", rule: "yaml-shape")
            return nil
        }
        return number
    }

    func optionalBool(_ key: String) -> Bool? {
        guard let text = optionalText(key) else { return nil }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            file.log.error(location(key), "\(key) 应当是 true 或 false", rule: "yaml-shape")
            return nil
        }
    }

    /// A day that must be there, such as 2026-11-20.
    func date(_ key: String) -> CivilDate? {
        guard let text = text(key) else { return nil }
        guard let date = CivilDate(text) else {
            file.log.error(location(key), "\(key) 应当是日期，例如 2026-11-20，现在是 \(text)", rule: "bad-date")
            return nil
        }
        return date
    }

    /// A list of texts; left out means empty.
    func texts(_ key: String) -> [Located<String>] {
        nodes(key).compactMap { node in
            guard let text = node.scalar?.string, !text.isEmpty else {
                file.log.error(file.at(node), "\(key) 的每一项应当是一段文字", rule: "yaml-shape")
                return nil
            }
            return Located(text, at: file.inside(node))
        }
    }

    /// A list of mappings; left out means empty.
    func maps(_ key: String) -> [YAMLMap] {
        nodes(key).compactMap { file.map($0, what: "\(key) 的每一项") }
    }

    func map(_ key: String) -> YAMLMap? {
        node(key).flatMap { file.map($0, what: key) }
    }

    private func nodes(_ key: String) -> [Node] {
        guard let node = node(key) else { return [] }
        if case .scalar(let scalar) = node, scalar.string.isEmpty || scalar.string == "~" { return [] }
        guard case .sequence(let sequence) = node else {
            file.log.error(file.at(node), "\(key) 应当是列表，例如 [甲, 乙]", rule: "yaml-shape")
            return []
        }
        return Array(sequence)
    }
}

/// A value and where it was written.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The value.
    package let value: Value
    /// Where it was written.
    package let location: Location

    /// Takes both.
    package init(_ value: Value, at location: Location) {
        self.value = value
        self.location = location
    }
}
