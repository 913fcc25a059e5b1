import Analytics
import Expressions
import TerminalUI

/// What is said about an experiment, in words that are true whenever one looks.
struct VerdictWords: Sendable {
    var format: Formatting
    /// Event time the numbers stand at.
    var now: Timestamp?

    /// What any number of looks is worth.
    static func guarantee(_ multiplicity: ExperimentDefinition.Multiplicity) -> String {
        switch multiplicity {
        case .closed: "at most 5 % of no-effect tests are ever called, look as often as you like"
        case .fdr: "at most 5 % of all calls are false on average, look as often as you like"
        }
    }

    /// Of goals that are not primary.
    static let watched = "watched, never called"

    /// The sign that stands for a verdict where there is no room for words.
    func sign(_ verdict: Verdict?, up: Bool = true) -> String {
        switch verdict {
        case .winner: "★"
        case .loser: "✗"
        case .noDifference: "="
        case .leaning: up ? format.glyphs.up : format.glyphs.down
        case .undecided: "~"
        case .collecting, .noData: "…"
        case .splitBroken: "!"
        case nil: ""
        }
    }

    /// The verdict in one or two words.
    func word(_ verdict: Verdict?, up: Bool = true) -> String {
        switch verdict {
        case .winner: "winner"
        case .loser: "loser"
        case .noDifference: "no difference"
        case .leaning: up ? "leaning up" : "leaning down"
        case .undecided: "undecided"
        case .collecting: "collecting"
        case .noData: "no data yet"
        case .splitBroken: "split broken"
        case nil: ""
        }
    }

    /// `★ winner`, at most 15 cells.
    func signed(_ verdict: Verdict?, up: Bool = true) -> String {
        verdict == nil ? "" : "\(sign(verdict, up: up)) \(word(verdict, up: up))"
    }

    func signed(_ arm: GoalSnapshot.Arm) -> String {
        if arm.isNotCompared { return "\(sign(arm)) not compared" }
        let text = signed(arm.verdict, up: isUp(arm))
        return arm.isFading && (arm.verdict == .winner || arm.verdict == .loser) ? text + " fading" : text
    }

    func sign(_ arm: GoalSnapshot.Arm) -> String {
        arm.isNotCompared ? format.nothing : sign(arm.verdict, up: isUp(arm))
    }

    /// A goal over all arms, in a word or two.
    func word(_ goal: GoalSnapshot) -> String {
        guard goal.isPrimary || goal.verdict != .noData else { return VerdictWords.watched }
        let isUp = (goal.contrasts.isEmpty ? goal.arms : goal.contrasts.map(goal.arm)).allSatisfy(isUp)
        return word(goal.verdict, up: isUp) + (goal.isFading ? ", fading" : "")
    }

    /// An experiment in a word or two: its first primary goal.
    func signed(_ experiment: ExperimentSnapshot) -> String {
        guard experiment.goals.indices.contains(experiment.headGoal) else { return "no data yet" }
        let goal = experiment.goals[experiment.headGoal]
        guard goal.isPrimary || goal.verdict == .splitBroken else { return VerdictWords.watched }
        return signed(goal.verdict) + (goal.isFading ? " fading" : "")
    }

    func isUp(_ arm: GoalSnapshot.Arm) -> Bool { (arm.lift ?? arm.difference ?? 0) >= 0 }

    /// Colour is for what is called or broken; what only leans has none.
    func role(_ verdict: Verdict?) -> Role {
        switch verdict {
        case .winner: .winner
        case .splitBroken: .error
        case .loser, .noDifference: .strong
        case .leaning, .undecided: .text
        case .collecting, .noData, nil: .dim
        }
    }

    /// How one arm stands on one goal, in a sentence.
    func sentence(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        let sign = sign(arm)
        let name = arm.variant
        let called = arm.firstCalled.map { ", called \(format.moment($0, now: now))" } ?? ""
        let fading = arm.isFading ? ", fading: the interval covers no effect again" : ""
        switch arm.verdict {
        case .winner:
            let wins = goal.winner == arm.variant
            return "\(sign) \(name) \(wins ? "wins" : "beats the control") on \(goal.name)\(called)\(fading)"
        case .loser: return "\(sign) \(name) loses on \(goal.name)\(called)\(fading)"
        case .noDifference: return "\(sign) \(name) makes no difference to \(goal.name)\(called)\(fading)"
        case .splitBroken: return "\(sign) split broken: nothing is called on \(goal.name)"
        case .noData where arm.isNotCompared: return "\(sign) \(name) is not compared on \(goal.name)"
        case .noData where !goal.isPrimary: return "\(sign) \(goal.name) is \(VerdictWords.watched)"
        case .noData: return "\(sign) \(name): no data for \(goal.name) yet"
        case .collecting:
            let missing = arm.waitsFor.map { ": \(waits($0))" } ?? ""
            return "\(sign) collecting for \(name) on \(goal.name)\(missing)"
        case .leaning, .undecided:
            let leans = arm.verdict == .leaning ? (isUp(arm) ? "leans up" : "leans down") : "is undecided"
            if !goal.isPrimary { return "\(sign) \(name) \(leans) on \(goal.name): \(VerdictWords.watched)" }
            let missing = arm.waitsFor.map { ", waits for \(waits($0))" } ?? ", not called"
            return "\(sign) \(name) \(leans) on \(goal.name)\(missing)"
        case nil: return "\(name) is what the others are compared with"
        }
    }

    /// The same where the goal is named beside it and there is little room.
    func brief(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        let sign = "\(sign(arm)) \(arm.variant)"
        let called = arm.firstCalled.map { ", called \(format.moment($0, now: now))" } ?? ""
        let fading = arm.isFading ? ", fading" : ""
        switch arm.verdict {
        case .winner: return "\(sign) wins\(called)\(fading)"
        case .loser: return "\(sign) loses\(called)\(fading)"
        case .noDifference: return "\(sign): no difference\(called)\(fading)"
        case .noData where arm.isNotCompared: return "\(sign) is not compared"
        case .leaning where !goal.isPrimary, .undecided where !goal.isPrimary, .noData where !goal.isPrimary:
            return "\(sign): \(VerdictWords.watched)"
        case .noData, .splitBroken, nil: return "\(sign): \(word(arm.verdict))"
        case .collecting, .leaning, .undecided:
            return "\(sign): \(arm.waitsFor.map { waits($0, short: true) } ?? word(arm.verdict, up: isUp(arm)))"
        }
    }

    /// What is missing for a call.
    func waits(_ waiting: GoalSnapshot.Waiting, short: Bool = false) -> String {
        switch waiting {
        case .conversions(let have, let need): "\(format.count(have)) of \(format.count(need)) conversions"
        case .buyers(let have, let need): "\(format.count(have)) of \(format.count(need)) buyers"
        case .orders(let have, let need): "\(format.count(have)) of \(format.count(need)) orders"
        case .moreUsers(let users):
            "about \(format.about(users)) more \(users == 1 ? "user" : "users")" + (short ? "" : " if this holds")
        case .positiveAmounts:
            short ? "amounts above zero, or a unit" : "amounts above zero; a unit compares differences"
        case .targetLift(let have, let need):
            "\(format.count(have)) of \(format.count(need)) conversions\(short ? "" : " for the target lift")"
        }
    }

    /// `converted`, `buyers` or `orders`: what `reached` counts.
    static func reached(_ kind: GoalSnapshot.Kind) -> String {
        switch kind {
        case .conversion: "converted"
        case .custom: "reached"
        case .revenuePerUser: "buyers"
        case .averageOrderValue: "orders"
        }
    }

    static func value(_ kind: GoalSnapshot.Kind) -> String {
        switch kind {
        case .conversion, .custom: "rate"
        case .revenuePerUser: "per user"
        case .averageOrderValue: "average"
        }
    }

    /// What is measured, whatever the goal is named.
    static func meaning(_ kind: GoalSnapshot.Kind) -> String {
        switch kind {
        case .conversion, .custom: "share of exposed users"
        case .revenuePerUser: "amount per exposed user"
        case .averageOrderValue: "amount per order"
        }
    }

    /// The split check in one or two words.
    static func split(_ verdict: SplitCheck.Verdict) -> (text: String, role: Role) {
        switch verdict {
        case .unknown: ("split unknown", .dim)
        case .ok: ("split ok", .text)
        case .amber: ("split: look at it", .warning)
        case .red: ("! split BROKEN", .error)
        }
    }

    /// What another rule would make of the same numbers.
    func peer(_ opinion: GoalSnapshot.PeerOpinion, _ peer: ExperimentDefinition.Peer) -> String {
        let name =
            switch peer {
            case .growthbook: "GrowthBook sequential"
            case .statsig: "Statsig sequential"
            case .eppo: "Eppo sequential"
            case .zTest: "a z-test made for one look"
            }
        let call = opinion.isDecided ? "a difference" : "no call"
        return "\(name) would say: \(call) [\(format.interval(opinion.low, opinion.high))]"
    }
}
