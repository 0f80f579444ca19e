/// What an adviser did for a village outside the cases; corrected by a later record, never changed or deleted.
package struct ServiceRecord: Sendable, Equatable {
    /// What was done.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Hours at the village's office.
        case visit
        /// A talk on the law.
        case lecture
        /// A contract or by-law read and commented on.
        case contract
        /// A meeting of the village attended.
        case meeting
        /// A dispute mediated.
        case mediation
        /// Something else.
        case other

        /// The word that people use for it.
        package var name: String {
            switch self {
            case .visit: "驻村值班"
            case .lecture: "法治讲座"
            case .contract: "审查合同"
            case .meeting: "列席会议"
            case .mediation: "参与调解"
            case .other: "其他服务"
            }
        }
    }

    /// Its row; nil while it is not stored.
    package var id: Int64?
    /// Who did it.
    package var person: PersonID
    /// For which village; nil for several or none.
    package var village: VillageID?
    /// What.
    package var kind: Kind
    /// On which day.
    package var day: CivilDate
    /// For how many minutes, 0…1440.
    package var minutes: Int
    /// What it was about, masked.
    package var title: String
    /// Where a photo of it is; http or https.
    package var photo: String?
    /// When it was written down.
    package var recordedAt: Timestamp
    /// The record in whose place it stands.
    package var corrects: Int64?

    /// Takes the parts.
    package init(
        id: Int64? = nil, person: PersonID, village: VillageID?, kind: Kind, day: CivilDate, minutes: Int,
        title: String, photo: String? = nil, recordedAt: Timestamp, corrects: Int64? = nil
    ) {
        self.id = id
        self.person = person
        self.village = village
        self.kind = kind
        self.day = day
        self.minutes = minutes
        self.title = title
        self.photo = photo
        self.recordedAt = recordedAt
        self.corrects = corrects
    }

    /// `2小时30分`, as people say a duration.
    package var duration: String {
        switch (minutes / 60, minutes % 60) {
        case (0, let rest): "\(rest)分钟"
        case (let hours, 0): "\(hours)小时"
        case (let hours, let rest): "\(hours)小时\(rest)分"
        }
    }
}
