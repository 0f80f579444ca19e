/// Something that happens to a case.
package enum CaseEvent: Hashable, Sendable {
    /// The person takes it.
    case taken(PersonID)
    /// The person answers; the words go to the asker.
    case answered(PersonID, String)
    /// The person asks the asker something.
    case askedBack(PersonID, String)
    /// The person hands it to another.
    case handedOver(PersonID, to: PersonID)
    /// The person closes it.
    case closed(PersonID)
    /// The person spoke to the asker where the asker is.
    case humanSpoke(PersonID)
    /// The person lets the bot speak with the asker again.
    case released(PersonID)
    /// The asker says more; thanks start no clock.
    case askerSpoke(isThanks: Bool)
    /// The asker is in danger.
    case danger(Emergency.Kind)
    /// The asker says that it is settled.
    case resolved
    /// The asker says that it is not settled.
    case reopened
    /// The asker takes the question back.
    case withdrawn
    /// The asker says how content they are, 1…5.
    case rated(Int)
    /// The hour of a promise has come.
    case due(CasePromise.Kind)
    /// Nobody spoke for long: the bot may speak again.
    case quiet
    /// Who is asked can be reached in no way, or is gone from the directory.
    case ownerLost
    /// The person reopens it.
    case takenUp(PersonID)

    /// The person who acts, if one of ours does.
    package var actor: PersonID? {
        switch self {
        case .taken(let person), .answered(let person, _), .askedBack(let person, _), .handedOver(let person, _),
            .closed(let person), .humanSpoke(let person), .released(let person), .takenUp(let person):
            person
        default: nil
        }
    }
}

/// Why a case does not do what was asked.
package enum CaseRefusal: Error, Hashable, Sendable {
    /// There is no such case, or it is not for this person to know.
    case unknown
    /// It is done.
    case closed
    /// Somebody else has it.
    case taken(by: PersonID)
    /// Whoever it should go to may not have it, or cannot be reached.
    case notFor(PersonID)
    /// There is nothing to do: nothing is open, or it is too late to reopen.
    case nothingToDo
    /// The page that was acted on shows an older state.
    case outdated
}
