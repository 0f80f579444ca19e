/// What people call the tables of the log.
package enum TableNames {
    /// The names by table; a test holds them against the schema.
    package static let all: [String: String] = [
        "caseAccess": "查看记录", "caseEvent": "咨询件的经过", "caseIntake": "服务登记的问答", "closedReport": "定稿的月报",
        "dialogue": "等着选的菜单", "dutyHour": "各村每个钟头的在岗", "erasure": "删除个人记录的凭据", "feedback": "对答复的评价",
        "fetching": "取消息的进度", "groupNotice": "打过招呼的群", "heartbeat": "每个钟头的心跳", "heldMessage": "等人再来的消息",
        "interaction": "咨询", "lastAnswer": "各群最近的答复", "legalCase": "咨询件", "linkRevocation": "收回的链接",
        "loginAttempt": "登录", "loginSession": "登录着的人", "outage": "停机", "outbox": "发出的消息", "overheard": "群里闲谈的钟头",
        "owedReply": "欠着的答复", "ping": "通知承办人", "probe": "写盘检查", "promise": "时限", "purge": "到期清理",
        "push": "普法推送", "replyAddress": "回复地址", "screening": "排查", "serviceDialogue": "登记到一半的服务",
        "serviceRecord": "服务台账", "takeover": "人在谈的时段", "unboundGroup": "未登记的群", "vaultProof": "密钥凭据",
        "warning": "预警", "warningPing": "预警通知", "warningQuestion": "预警里的咨询",
    ]
}
