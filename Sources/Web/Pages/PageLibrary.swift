import Foundation
import Mustache

/// The pages' templates and style, compiled into the program so that it needs no files.
///
/// Templates hold `{{name}}` and never `{{{name}}}`: everything that comes out of a model is escaped, everywhere.
struct PageLibrary: Sendable {
    private let templates: MustacheLibrary

    /// Reads every template; one that cannot be read ends the program, as a test would have shown.
    init() {
        MustacheContentTypes.register(EscapedHTML(), named: "HTML")
        var library = MustacheLibrary()
        for (name, source) in Self.sources {
            do {
                try library.register("{{% CONTENT_TYPE:HTML}}\n" + source, named: name)
            } catch {
                preconditionFailure("template \(name): \(error)")
            }
        }
        templates = library
    }

    /// The page as HTML.
    ///
    /// Names are looked up in the model first, then in the frame: `title`, `style`.
    func render(_ name: String, title: String, _ model: Any) -> String {
        let frame = Frame(title: title, style: Self.stylePath, model: model)
        return templates.render(frame, withTemplate: name) ?? ""
    }

    /// What every page has besides its own model.
    private struct Frame: MustacheParent {
        let title: String
        let style: String
        let model: Any

        func child(named name: String) -> Any? {
            if let custom = model as? any MustacheParent, let child = custom.child(named: name) { return child }
            if let child = Mirror(reflecting: model).children.first(where: { $0.label == name })?.value {
                // A value that may be missing and is, counts as missing.
                let mirror = Mirror(reflecting: child)
                return mirror.displayStyle == .optional ? mirror.children.first?.value : child
            }
            switch name {
            case "title": return title
            case "style": return style
            default: return nil
            }
        }
    }

    /// The style sheet.
    static let style = text(PackageResources.style_css)

    /// Its address, which changes with it, so that browsers may keep it for long.
    static let stylePath: String = {
        // FNV-1a: tells versions apart, keeps no secret.
        let hash = style.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "/style-\(String(hash, radix: 36)).css"
    }()

    static let sources: [String: String] = [
        "case": text(PackageResources.case_mustache),
        "console": text(PackageResources.console_mustache),
        "layout": text(PackageResources.layout_mustache),
        "login": text(PackageResources.login_mustache),
        "message": text(PackageResources.message_mustache),
        "sheet": text(PackageResources.sheet_mustache),
        "status": text(PackageResources.status_mustache),
        "table": text(PackageResources.table_mustache),
        "week": text(PackageResources.week_mustache),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Text made harmless in HTML, between tags and inside quoted attributes.
///
/// The library's own escaping goes by characters, so that a quotation mark with an accent behind it would pass.
struct EscapedHTML: MustacheContentType {
    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            // Bytes that HTML forbids, and marks that would turn the text around them.
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{C}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}",
                "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                continue
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
