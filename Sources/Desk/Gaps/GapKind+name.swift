package import Store

extension GapQuestion.Kind {
    /// What people call it.
    package var name: String {
        switch self {
        case .unsolved: "答了还说没解决"
        case .unhelpful: "点了“没用”"
        case .escalated: "没对上、转人工"
        case .unclear: "追问后没下文"
        }
    }
}
