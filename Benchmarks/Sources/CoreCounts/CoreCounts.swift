import BenchCatalog
import CValgrind
import Content
import Domain
import Understanding

/// Runs each core path on fixed input, so that callgrind can count its instructions: `scripts/bench-counts`.
@main
struct CoreCounts {
    static func main() {
        for intents in [300, 3_000] {
            let synthetic = SyntheticCatalog(intents: intents, messages: 500)
            counting_begin()
            let compiled = CatalogCompiler.compile(synthetic.catalog, digest: "counts", into: FindingLog())
            counting_end("compile-\(intents)")
            let matcher = Matcher(compiled)
            // The first message makes the working memory.
            _ = matcher.interpret(synthetic.messages[0])
            var touched = 0
            counting_begin()
            for message in synthetic.messages { touched += matcher.count(message) }
            counting_end("core-\(intents)")
            counting_begin()
            for message in synthetic.messages { touched += matcher.interpret(message).candidates.count }
            counting_end("interpret-\(intents)")
            precondition(touched > 0)
        }
        countNormalizing()
        countDeciding()
    }

    private static func countNormalizing() {
        var lexicon = Lexicon()
        lexicon.variants = ["離": "离", "錢": "钱"]
        let normalizer = Normalizer(lexicon)
        let messages = [
            "@法律小助手 老板欠我工钱跑路了咋个办", "我屋头婆娘要離婚，莫得钱咋个办嘛？？", "ＡＢＣ１２３ 看哈嘛 https://a.cn/x [捂脸]😀",
            "借了三万块錢没打借条只有微信转账记录要得回来不",
        ]
        _ = normalizer.normalize(messages[0])
        var length = 0
        counting_begin()
        for _ in 0..<200 { for message in messages { length += normalizer.normalize(message).text.utf8.count } }
        counting_end("normalize")
        precondition(length > 0)
    }

    private static func countDeciding() {
        let synthetic = SyntheticCatalog(intents: 300, messages: 500)
        let matcher = Matcher(CatalogCompiler.compile(synthetic.catalog, digest: "counts", into: FindingLog()))
        let heard = synthetic.messages.map { matcher.interpret($0) }
        let rules = DecisionRules(policy: ServicePolicy())
        let addressed = DecisionRules.Circumstances(isAddressed: true, isGroup: true)
        var answers = 0
        counting_begin()
        for one in heard {
            let decision = rules.decide(one, in: addressed, state: DialogueState(), at: Timestamp(seconds: 0)) { _ in
                nil
            }
            answers += decision.kind == .answer ? 1 : 0
        }
        counting_end("decide")
    }
}
