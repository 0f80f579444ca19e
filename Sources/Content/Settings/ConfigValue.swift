import Yams

/// A value of the config file whose meaning another room knows, such as the fields of a channel.
package indirect enum ConfigValue: Sendable {
    /// A single text, number or truth value, as it was written.
    case text(String, Location)
    /// A list.
    case list([ConfigValue], Location)
    /// Keys and values, in the order of the file.
    case map([(key: String, value: ConfigValue)], Location)

    /// Where it was written.
    package var location: Location {
        switch self {
        case .text(_, let location), .list(_, let location), .map(_, let location): location
        }
    }

    /// The text, if it is one.
    package var text: String? {
        guard case .text(let text, _) = self else { return nil }
        return text
    }

    /// The texts of a list, or the one text.
    package var texts: [String] {
        switch self {
        case .text(let text, _): [text]
        case .list(let values, _): values.compactMap(\.text)
        case .map: []
        }
    }

    /// The value of a key.
    package subscript(key: String) -> ConfigValue? {
        guard case .map(let fields, _) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// The keys of a map.
    package var keys: [(key: String, location: Location)] {
        guard case .map(let fields, _) = self else { return [] }
        return fields.map { ($0.key, $0.value.location) }
    }

    /// Every text in it with the key that it stands under; texts of a list stand under the list's key.
    package var leaves: [(key: String, text: String)] { leaves(under: "") }

    private func leaves(under key: String) -> [(key: String, text: String)] {
        switch self {
        case .text(let text, _): [(key, text)]
        case .list(let values, _): values.flatMap { $0.leaves(under: key) }
        case .map(let fields, _): fields.flatMap { $0.value.leaves(under: $0.key) }
        }
    }

    init(_ node: Node, in file: YAMLFile, environment: Environment) {
        let location = file.at(node)
        switch node {
        case .scalar(let scalar):
            self = .text(environment.expand(scalar.string, at: location, into: file.log), location)
        case .sequence(let nodes):
            self = .list(nodes.map { ConfigValue($0, in: file, environment: environment) }, location)
        case .mapping(let mapping):
            let fields = mapping.compactMap { key, value in
                key.scalar.map { (key: $0.string, value: ConfigValue(value, in: file, environment: environment)) }
            }
            self = .map(fields, location)
        case .alias:
            file.log.error(location, "配置文件里不支持 YAML 别名（*）", rule: "yaml-shape")
            self = .text("", location)
        }
    }
}

/// The variables that `${NAME}` in the config file stands for.
package struct Environment: Sendable {
    private let values: [String: String]

    /// Takes the variables by name.
    package init(_ values: [String: String]) { self.values = values }

    /// Replaces `${NAME}` and `${NAME:-otherwise}`; a name without a value is an error in the log.
    func expand(_ text: String, at location: Location, into log: FindingLog) -> String {
        var expanded = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstRange(of: "}") {
            expanded += rest[..<open.lowerBound]
            let inside = rest[open.upperBound..<close.lowerBound]
            let split = inside.firstRange(of: ":-")
            let name = String(split.map { inside[..<$0.lowerBound] } ?? inside)
            if let value = values[name], !value.isEmpty {
                expanded += value
            } else if let split {
                expanded += inside[split.upperBound...]
            } else {
                log.error(location, "环境变量 \(name) 没有设置", rule: "environment-missing")
            }
            rest = rest[close.upperBound...]
        }
        return expanded + rest
    }
}
