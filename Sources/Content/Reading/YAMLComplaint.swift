import Yams

/// What a YAML parser stumbled over, in words for the person who edits the file, and where the slip really is.
struct YAMLComplaint {
    private(set) var line = 1
    private(set) var column = 1
    private(set) var message = "检查这一行和上一行：缩进、引号、括号，冒号后面的空格"

    private let lines: [[Character]]

    /// Explains what parsing this text threw.
    init(_ error: YamlError, in text: String) {
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: Self.isBreak).map(Array.init)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (line, column) = (mark.line, mark.column)
            explain(problem, context)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (line, column) = (context.mark.line, context.mark.column)
            explainTwice(duplicates.sorted())
        case .reader: explainControl()
        default: break
        }
    }

    /// YAML knows no control characters but tab and the ends of lines (YAML 1.2, 5.1); the parser tells only a byte.
    private mutating func explainControl() {
        for (number, signs) in lines.enumerated() {
            guard let place = signs.firstIndex(where: { $0.unicodeScalars.contains(where: Self.isControl) }) else {
                continue
            }
            (line, column) = (number + 1, place + 1)
            message = "这里有一个看不见的控制字符，YAML 里不能有：删掉它"
            return
        }
    }

    /// What the parser takes for the end of a line, which is more than an editor shows as one.
    private static func isBreak(_ sign: Character) -> Bool {
        ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"].contains(sign)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && !["\t", "\n", "\r", "\u{85}"].contains(scalar)
    }

    private mutating func explain(_ problem: String, _ context: YamlError.Context?) {
        switch problem {
        case "found a tab character that violates indentation": explainTab()
        case "found character that cannot start any token":
            if sign == "\t" { explainTab() } else { mustBeQuoted() }
        case "found unexpected end of stream", "found unexpected document indicator":
            move(to: context)
            message = "从这里开始的引号没有配对：后面少了一个“\(sign ?? "\"")”"
        case "mapping values are not allowed in this context": explainColon()
        case "could not find expected ':'":
            move(to: context)
            if !explainKey(at: line) { message = "这一行少了冒号，或者没有和上面对齐：要么是“键: 值”，要么是“- 项”" }
        case "did not find expected ',' or ']'": explainBracket("方括号", "[", "]", context)
        case "did not find expected ',' or '}'": explainBracket("花括号", "{", "}", context)
        case "did not find expected '-' indicator":
            if !explainRest() { message = "这一行没有和上面的列表对齐：同一层的“-”要对齐，一项里面的键也要对齐" }
        case "did not find expected key":
            if let sign, "]}".contains(sign) {
                message = "多了一个“\(sign)”，或者前面少了一半括号"
            } else if !explainRest() {
                message = "这一行没有对齐：同一层的键、同一层的“-”要从同一列开始"
            }
        case "did not find expected <document start>": message = "最外层的键没有对齐：都从第一列开始写"
        case "block sequence entries are not allowed in this context": message = "“- 项”要另起一行写，不能跟在“键:”后面"
        case "found unknown escape character": message = "双引号里的反斜杠“\\”有特别的意思；模式请放在单引号里"
        case "expected a single document in the stream", "but found another document":
            message = "文件里多了一行“---”：一个文件只能写一份"
        case "found undefined alias", "undefined alias", "did not find expected alphabetic or numeric character",
            "did not find expected comment or line break", "mapping keys are not allowed in this context":
            move(to: context)
            mustBeQuoted()
        default: break
        }
    }

    private mutating func explainTab() {
        message = "用了 Tab 键：缩进只能用空格，把 Tab 换成空格"
    }

    private mutating func mustBeQuoted() {
        message = "值不能用“\(sign.map(String.init) ?? "")”开头，给整个值加上引号"
    }

    /// A colon where none may be: a second one on the line, or one on a line that stands wrongly below the one before.
    private mutating func explainColon() {
        let before = String(content(of: line).prefix(max(0, column - 1)))
        if before.contains(": ") {
            message = "一行里有两个冒号：值里本来就有冒号的，给整个值加上引号"
        } else if let previous = (1..<max(line, 1)).last(where: { !isEmpty($0) }), explainKey(at: previous) {
            line = previous
        } else {
            message = "这一行的缩进不对：同一层的键要和上面的对齐"
            column = (content(of: line).firstIndex { $0 != " " } ?? 0) + 1
        }
    }

    /// Looks for a colon that is Chinese or has no blank behind it, or a dash without one; false when there is none.
    private mutating func explainKey(at number: Int) -> Bool {
        let signs = content(of: number)
        let start = signs.firstIndex { $0 != " " && $0 != "-" } ?? 0
        guard let colon = signs[start...].firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            guard start > 0, signs[start - 1] == "-" else { return false }
            column = start
            message = "“-”后面要空一格"
            return true
        }
        if signs[colon] == "：" {
            message = "冒号打成了中文的“：”，要用英文的“:”，后面空一格"
        } else if colon + 1 < signs.count, signs[colon + 1] != " " {
            message = "冒号后面要空一格：写成“\(String(signs[start...colon])) \(String(signs[(colon + 1)...].prefix(12)))”"
        } else {
            return false
        }
        column = colon + 1
        return true
    }

    private mutating func explainBracket(
        _ name: String, _ open: Character, _ close: Character, _ context: YamlError.Context?
    ) {
        if explainRest() { return }
        move(to: context)
        message = "从这里开始的\(name)没有配对，或者里面少了逗号：用英文的“\(open)”“,”“\(close)”"
    }

    /// Something behind a quoted value or a `{concept}`; false when neither stands before the slip.
    private mutating func explainRest() -> Bool {
        switch content(of: line).prefix(max(0, column - 1)).last(where: { $0 != " " }) {
        case "}": message = "{概念} 开头的要整个加引号，例如 \"{spouse} + 打我\""
        case "'", "\"": message = "引号结束以后还有字：引号要把整个值包起来；值里有引号的，外面换另一种引号"
        default: return false
        }
        return true
    }

    /// Goes on to where the key comes again.
    private mutating func explainTwice(_ keys: [String]) {
        let first = line
        message = "键写了两次（\(keys.joined(separator: "、"))），删掉一个"
        guard let key = keys.first, column > 0, first < lines.count else { return }
        let again = (first + 1...lines.count).first { number in
            let signs = content(of: number)
            return signs.prefix(column - 1).allSatisfy { $0 == " " || $0 == "-" }
                && String(signs.dropFirst(column - 1)).hasPrefix(key + ":")
        }
        guard let again else { return }
        line = again
        message = "键 \(key) 写了两次，第 \(first) 行已经有了，删掉一个"
    }

    private mutating func move(to context: YamlError.Context?) {
        if let mark = context?.mark { (line, column) = (mark.line, mark.column) }
    }

    /// What stands at the place.
    private var sign: Character? {
        let signs = content(of: line)
        return column >= 1 && column <= signs.count ? signs[column - 1] : nil
    }

    private func content(of number: Int) -> [Character] {
        number >= 1 && number <= lines.count ? lines[number - 1] : []
    }

    private func isEmpty(_ number: Int) -> Bool {
        content(of: number).first { $0 != " " }.map { $0 == "#" } ?? true
    }
}
