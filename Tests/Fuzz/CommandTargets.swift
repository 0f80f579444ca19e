import Content
import Domain
import Understanding

extension FuzzTarget {
    /// Readers of what villagers and staff write, in any words.
    static let commands = [
        FuzzTarget(name: "message") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { return }
            let heard = matcher.interpret(text)
            precondition(heard == matcher.interpret(text), "the same words are read in two ways")
            // Behind the best of all come the best of other topics, and then the rest.
            for candidate in heard.candidates {
                precondition((0...1).contains(candidate.score) && candidate.score <= heard.candidates[0].score)
            }
        },
        FuzzTarget(name: "amounts") { bytes in
            // Bytes seldom spell a number; each stands for one sign of those that do.
            let text = String(bytes.prefix(200).map { amountSigns[Int($0) % amountSigns.count] })
            let heard = matcher.interpret(text)
            precondition(heard == matcher.interpret(text), "the same number is read in two ways")
        },
        FuzzTarget(name: "masking") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { return }
            let once = Masking.masked(text) ?? text
            precondition(Masking.masked(once) == nil, "what is masked holds something to mask")
        },
        FuzzTarget(name: "staff-command") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self), let command = StaffCommand.read(text),
                let number = command.number
            else { return }
            precondition((0...9_999_999).contains(number))
            guard number >= 1_000 else { return }
            // Written plainly, it means the same.
            let plain = StaffCommand.read("\(word(for: command.verb)) \(number) \(command.rest)")
            precondition(plain?.verb == command.verb && plain?.number == number)
        },
        FuzzTarget(name: "service-command") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self),
                let command = try? ServiceCommand.parse(text, on: CivilDate(daysSince1970: 20_000))
            else { return }
            precondition((0...1_440).contains(command.minutes) && !command.title.isEmpty)
            precondition(command.photo.map(ServiceRecord.isPhoto) ?? true)
        },
    ]

    private static func word(for verb: StaffCommand.Verb) -> String {
        switch verb {
        case .take: "接"
        case .answer: "答"
        case .askBack: "问"
        case .handOver: "转"
        case .close: "结"
        case .release: "放"
        case .takeUp: "重办"
        }
    }

    private static let amountSigns = Array("0123456789.,零一二两三四五六七八九十百千万亿wk元块点来几多余天个")

    /// The catalog that is shipped: the targets run at the top of the project.
    private static let matcher: Matcher = {
        let found = FindingLog()
        let catalog = CatalogLoader(intents: "intents", faq: "faq").load(into: found)
        precondition(!found.findings.hasErrors && !catalog.rules.isEmpty)
        return Matcher(CatalogCompiler.compile(catalog, digest: "d", into: found))
    }()
}
