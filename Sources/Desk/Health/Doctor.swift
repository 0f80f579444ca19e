import Channels
package import Content
package import Domain
package import Store

/// Looks at everything that keeps a service from running well: files, database, disk, clock, and the ways out.
package struct Doctor: Sendable {
    private let settings: Settings
    private let findings: [Finding]
    private let machine: MachineFacts
    private let transport: any HTTPTransport
    private let clock: Clock

    /// Takes what was read already; `findings` are those of the config file, the catalog and the directory.
    package init(
        settings: Settings, findings: [Finding], machine: MachineFacts, transport: any HTTPTransport,
        clock: @escaping Clock
    ) {
        self.settings = settings
        self.findings = findings
        self.machine = machine
        self.transport = transport
        self.clock = clock
    }

    /// Everything that can be told without the database.
    package func examine() async -> [Diagnosis] {
        var all = [files, permissions, secrets, listening, disk, time]
        if let path = settings.users { all.append(users(in: UserFile(path: path))) }
        for entry in settings.channels {
            for origin in Self.origins(of: entry) { all.append(await reach(origin, for: entry.id)) }
        }
        return all
    }

    /// How the database is; `open` may throw what keeps it from being opened.
    package func examine(_ open: () throws -> CounselDatabase) async -> [Diagnosis] {
        do {
            let database = try open()
            let faults = try await database.integrityFaults()
            guard faults.isEmpty else {
                return [Diagnosis("数据库", .ill, "文件坏了（\(faults.count) 处），请停机，用最近一次备份恢复")]
            }
            try await database.probe(at: clock())
            return [Diagnosis("数据库", .well, "能开、能写，自检没有问题"), outbox(try await database.outboxStatus())]
        } catch {
            return [Diagnosis("数据库", .ill, "打不开或者写不进去：\(error)")]
        }
    }

    // MARK: One look each

    private var files: Diagnosis {
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count { $0.severity == .warning }
        let verdict: Diagnosis.Verdict = errors > 0 ? .ill : warnings > 0 ? .doubtful : .well
        let words = errors + warnings == 0 ? "没有问题" : "\(errors) 个错误，\(warnings) 个警告，请看 counsel check"
        return Diagnosis("配置、目录和知识库", verdict, words)
    }

    private var permissions: Diagnosis {
        if machine.config?.isOpenToAll == true {
            return Diagnosis("文件权限", .doubtful, "配置文件谁都能读：密钥只放环境变量里，或者 chmod 640")
        }
        if machine.database?.isShared == true {
            return Diagnosis("文件权限", .doubtful, "数据库文件别的用户也能读写，请 chmod 600")
        }
        if machine.users?.isShared == true {
            return Diagnosis("文件权限", .doubtful, "后台账号文件别的用户也能读写，请 chmod 600")
        }
        return Diagnosis("文件权限", .well, "数据库、配置和账号文件不给外人看")
    }

    private func users(in file: UserFile) -> Diagnosis {
        do {
            let users = try file.load().values
            guard !users.isEmpty else {
                return Diagnosis("后台账号", .doubtful, "还没有账号，谁也登录不了管理台，请用 counsel user add")
            }
            guard users.contains(where: { $0.role == .district }) else {
                return Diagnosis("后台账号", .doubtful, "\(users.count) 个账号里没有区司法局的（district），普法没有人能批准")
            }
            return Diagnosis("后台账号", .well, "\(users.count) 个账号")
        } catch let fault as UserFile.BadLine {
            return Diagnosis("后台账号", .ill, "\(fault.path) 第 \(fault.line) 行读不懂，谁也登录不了管理台；请用 counsel user 改，不要手改")
        } catch {
            return Diagnosis("后台账号", .ill, "账号文件读不了，谁也登录不了管理台，请看文件的权限和编码")
        }
    }

    private var secrets: Diagnosis {
        let demo = settings.channels.filter { entry in
            entry.fields.leaves.contains { $0.text.hasPrefix("demo-") && Self.holdsSecret($0.key) }
        }
        guard demo.isEmpty else {
            return Diagnosis("密钥", .doubtful, "通道 \(demo.map(\.id.text).joined(separator: "、")) 还在用演示密钥，上线前必须换掉")
        }
        return Diagnosis("密钥", .well, "没有演示密钥")
    }

    private var listening: Diagnosis {
        let isLocal = ["127.0.0.1", "::1", "localhost"].contains(settings.host)
        guard isLocal || settings.adminToken != nil else {
            return Diagnosis("监听地址", .doubtful, "对外监听 \(settings.host)，又没有设 admin-token；建议只监听 127.0.0.1，由 nginx 转发")
        }
        return Diagnosis("监听地址", .well, "\(settings.host):\(settings.port)")
    }

    private var disk: Diagnosis {
        guard let free = machine.freeBytes else { return Diagnosis("磁盘", .doubtful, "看不到剩余空间") }
        let megabytes = free / 1_048_576
        let verdict: Diagnosis.Verdict =
            megabytes < Self.fewestMegabytes ? .ill : megabytes < Self.enoughMegabytes ? .doubtful : .well
        return Diagnosis("磁盘", verdict, "数据库所在的盘还剩 \(megabytes) MB")
    }

    private var time: Diagnosis {
        switch machine.clockIsSynchronized {
        case true?: Diagnosis("时钟", .well, "已经和时间服务器对上")
        case false?: Diagnosis("时钟", .doubtful, "没有和时间服务器对时，签名会过期、承诺会算错，请装 chrony 或开 systemd-timesyncd")
        case nil: Diagnosis("时钟", .doubtful, "系统没说有没有对时，请确认装了 chrony")
        }
    }

    private func reach(_ origin: String, for channel: ChannelID) async -> Diagnosis {
        let subject = "通道 \(channel)"
        do {
            // Any answer, even a refusal, proves name, route and TLS.
            _ = try await transport.send(HTTPCall(.get, url: origin + "/", timeoutMilliseconds: 5_000))
            return Diagnosis(subject, .well, "\(origin) 连得上")
        } catch {
            return Diagnosis(subject, .doubtful, "\(origin) 连不上（\(error.code.rawValue)），请查网络、域名和防火墙")
        }
    }

    private func outbox(_ status: OutboxStatus) -> Diagnosis {
        let oldest = status.oldest.map { $0.adding(minutes: Office.stuckMinutes) < clock() } ?? false
        if oldest {
            return Diagnosis("待发消息", .ill, "有 \(status.depth) 条等着发，最早的等了超过 \(Office.stuckMinutes) 分钟")
        }
        if status.dead > 0 {
            return Diagnosis("待发消息", .doubtful, "有 \(status.dead) 条发不出去，请看 counsel outbox")
        }
        return Diagnosis("待发消息", .well, "\(status.depth) 条在排队")
    }

    /// Scheme, host and port of every address in a channel's fields, each once; the rest of an address may be a key.
    static func origins(of entry: Settings.ChannelEntry) -> [String] {
        var seen: Set<String> = []
        return entry.fields.leaves.compactMap { leaf in
            guard let scheme = ["https://", "http://"].first(where: leaf.text.hasPrefix) else { return nil }
            let host = leaf.text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
            let origin = scheme + host
            return seen.insert(origin).inserted ? origin : nil
        }
    }

    /// The config's keys that hold secrets, by the words in their names.
    private static func holdsSecret(_ key: String) -> Bool {
        ["secret", "token", "aes-key", "password", "robots"].contains { key.contains($0) }
    }

    /// Below this a commit may soon fail; a busy year of the district takes about this much.
    private static let enoughMegabytes: Int64 = 2_048
    /// Below this not even a WAL of its usual size is safe.
    private static let fewestMegabytes: Int64 = 200
}
