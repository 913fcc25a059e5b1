/// Something to know about an experiment beside its numbers; `description` is the sentence for people, plain ASCII but
/// for what the data says. Texts of the data in it are as they came.
package enum ExperimentNote: Sendable, Hashable, CustomStringConvertible {
    /// No event so far carried the field.
    case fieldNotSeen(String)
    /// Nothing says what the experiment is to improve.
    case noGoal
    /// The control that was named is no variant in the data.
    case unknownControl(String, seen: [String])
    /// Only one arm has users.
    case oneArm(String)
    /// A name of a declared split that is no variant in the data.
    case unknownVariant(String, seen: [String])
    /// A variant that the declared split does not name.
    case undeclaredVariant(String)
    /// A combination of crossed factors that nobody is in.
    case emptyArm(String)
    /// Lifts of amounts are freed of what this field explains (CUPED).
    case adjusted(String)
    /// More variants than are kept apart: is this the field of an experiment?
    case tooManyVariants(kept: Int, usersOutside: Int)
    /// The variant came long after the others.
    case lateVariant(String, since: Timestamp, usersBefore: Int)
    /// Users seen in two arms.
    case conflicting(Int, ExperimentDefinition.Conflicts)
    /// The split changed at this time: declare a phase.
    case splitChanged(Timestamp)
    /// Weekdays differ, and not every one was seen.
    case noFullWeek(days: Double)
    /// No event so far fills the goal.
    case goalNotSeen(String)
    /// No event so far carried revenue for the goal.
    case noRevenue(String)
    /// Refunds take part in the sums.
    case negativeRevenue(goal: String, events: Int)
    /// Numbers are stratified by the phases of the allocation.
    case phases(Int)

    /// The experiment cannot be judged before this is mended.
    package var isProblem: Bool {
        switch self {
        case .fieldNotSeen, .noGoal, .unknownControl, .oneArm, .unknownVariant, .undeclaredVariant, .emptyArm,
            .tooManyVariants, .splitChanged:
            true
        case .lateVariant, .conflicting, .noFullWeek, .goalNotSeen, .noRevenue, .negativeRevenue, .phases, .adjusted:
            false
        }
    }

    package var description: String {
        switch self {
        case .fieldNotSeen(let field): "no event so far carries \(field)"
        case .noGoal: "nothing to judge by: name a goal, or a funnel whose last step is one"
        case .unknownControl(let name, let seen):
            "no variant is named \(name); there are \(seen.joined(separator: ", "))"
        case .oneArm(let arm): "only \(arm) has users so far: there is nothing to compare it with"
        case .unknownVariant(let name, let seen):
            "the split names \(name), which is no variant so far; there are \(seen.joined(separator: ", "))"
        case .undeclaredVariant(let name): "the split does not name \(name): it is not compared"
        case .emptyArm(let name): "nobody is in \(name): effects need users in every combination"
        case .adjusted(let field):
            "lifts of revenue per user are freed of what \(field) explains: they need not be those of the values"
        case .tooManyVariants(let kept, let users):
            "more than \(kept) variants, \(ExperimentNote.users(users)) in others: is this the field of an experiment?"
        case .lateVariant(let name, let since, let users):
            "\(name) came at \(ExperimentNote.clock(since)), after \(ExperimentNote.users(users)) of the others"
        case .conflicting(let users, .leaveOut): "\(ExperimentNote.users(users)) seen in two arms, left out"
        case .conflicting(let users, .firstArm): "\(ExperimentNote.users(users)) seen in two arms, counted in the first"
        case .splitChanged(let time): "the split changed at \(ExperimentNote.clock(time)): declare a phase from then on"
        case .noFullWeek(let days):
            days < 1 ? "less than a day: no full week yet" : "\(ExperimentNote.days(days)) of 7 days: no full week yet"
        case .goalNotSeen(let name): "nobody has reached \(name) so far"
        case .noRevenue(let name): "no event so far carries revenue for \(name)"
        case .negativeRevenue(let goal, let events):
            "negative amounts are part of \(goal): \(ThousandsText.of(events.magnitude))"
        case .phases(let count):
            "\(count) phases of allocation, each compared within itself: a lift need not be that of the values"
        }
    }

    private static func users(_ count: Int) -> String {
        count == 1 ? "1 user" : ThousandsText.of(count.magnitude) + " users"
    }

    /// `2026-11-21 14:02`, UTC.
    private static func clock(_ time: Timestamp) -> String {
        let text = time.iso8601
        return String(text.prefix { $0 != "T" }) + " " + text.drop { $0 != "T" }.dropFirst().prefix(5)
    }

    /// One decimal below ten days.
    private static func days(_ days: Double) -> String {
        let tenths = Int(max(0, min(days, 1000)) * 10)
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
