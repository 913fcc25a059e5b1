import Expressions

/// A funnel definition made ready for the per-event path: plain numbers, and where each of a unit's words lies.
struct FunnelRules {
    /// How a unit's progress is worked out.
    enum Method {
        /// `FunnelProgress+Ordered`: the latest start that reached each step.
        case ordered
        case strict
        case anyOrder
        /// One attempt after the other (`count total`).
        case attempts
        /// `HistoryEvaluator`: from the unit's kept events, when they are asked for.
        case history
    }

    /// Twelve thousand years, longer than any two times that can be read lie apart: sums with times cannot overflow.
    static let longestSpan: Int64 = 400_000_000_000_000_000

    let method: Method
    let order: FunnelDefinition.Order
    let stepCount: Int
    /// Microseconds; `Int64.max` for no limit.
    let window: Int64
    let stepWindow: Int64
    let grace: Int64
    let optionalSteps: UInt32
    let entersFirstOnly: Bool
    let reusesEvents: Bool
    let isOpen: Bool
    let tiesAreStrict: Bool
    let tiesAreAny: Bool
    /// Among events of one time the order of arrival counts.
    let tiesFollowArrival: Bool
    /// Events of one time are taken in the order of the steps they fill.
    let ranksTies: Bool
    let stopsAtRepeats: Bool
    let removesExcluded: Bool
    /// Sessions are cut by this gap and each is counted; nil when units are counted.
    let sessionGap: Int64?
    let holdsField: Bool
    let exclusions: [(first: Int, last: Int)]
    let breakdownCount: Int
    /// Each funnel contribution stands for itself: attempts or sessions, not units.
    let isAdditive: Bool
    let layout: FunnelLayout

    init(_ definition: FunnelDefinition, sessionGap: TimeSpan, sessionsByField: Bool, attributions: [Attribution]) {
        order = definition.order
        stepCount = definition.steps.count
        window = definition.window.map { min($0.microseconds, FunnelRules.longestSpan) } ?? .max
        stepWindow = definition.stepWindow.map { min($0.microseconds, FunnelRules.longestSpan) } ?? .max
        if case .grace(let span) = definition.ties {
            grace = min(span.microseconds, FunnelRules.longestSpan / 32)
        } else {
            grace = 0
        }
        optionalSteps = definition.steps.enumerated().reduce(0) {
            $0 | ($1.element.isOptional ? 1 << UInt32($1.offset) : 0)
        }
        entersFirstOnly = definition.entry == .first
        reusesEvents = definition.reusesEvents
        isOpen = definition.isOpen
        tiesAreStrict = definition.ties == .strict
        tiesAreAny = definition.ties == .any
        tiesFollowArrival = definition.ties == .arrival
        stopsAtRepeats = definition.repeats == .stop
        removesExcluded = definition.exclusionPolicy == .remove && !definition.exclusions.isEmpty
        self.sessionGap = definition.counting == .session && !sessionsByField ? sessionGap.microseconds : nil
        holdsField = definition.heldField != nil
        exclusions = definition.exclusions.map { ($0.first - 1, $0.last - 1) }
        breakdownCount = attributions.count
        isAdditive = definition.counting == .total || self.sessionGap != nil
        let longest = min(
            window, stepWindow == .max ? .max : stepWindow.multipliedReportingOverflow(by: 32).partialValue)
        let overlaps = StepOverlap.mayOverlap(definition)
        method =
            if definition.counting == .total {
                .attempts
            } else if holdsField || removesExcluded || stopsAtRepeats || grace > 0
                || (overlaps && !definition.reusesEvents && definition.ties == .any && definition.order != .strict)
            {
                .history
            } else {
                switch definition.order {
                case .ordered: .ordered
                case .strict: .strict
                case .any: overlaps && !definition.reusesEvents ? .history : .anyOrder
                }
            }
        ranksTies = method == .attempts && order == .ordered && definition.ties != .arrival
        layout = FunnelLayout(
            stepCount: stepCount, breakdownCount: breakdownCount, hasWideDurations: longest > 4_000_000_000_000,
            keepsUnit: attributions.contains(.all), keepsLiveStarts: !exclusions.isEmpty || method == .strict,
            keepsStartsBeforeTie: tiesAreStrict && method == .ordered || method == .anyOrder,
            keepsMarks: !exclusions.isEmpty || definition.steps.contains(where: \.isFirstTimeOnly))
    }

    func isOptional(_ step: Int) -> Bool { optionalSteps & (1 << UInt32(step)) != 0 }
}

/// Where a unit's words lie, counted in 64-bit words. A funnel of four steps with one breakdown takes 13.
struct FunnelLayout {
    /// Time of the unit's last event.
    static let lastTime = 0
    /// Bits 0–31 steps seen at the last time, 32–39 level reached, 40–47 level that waits for its next action, 48– flags.
    static let status = 1
    let slices: Int
    /// Latest start that reached each step; `noStart` when none did.
    let starts: Int
    /// Two tick counts per step but the first: since the first step, since the step before (see `StepDurations`).
    let durations: Int
    let hasWideDurations: Bool
    /// Last time the step was reached by the chain that counts; not kept for the first step.
    let reached: Int
    /// Latest start whose chain may go on; `starts` itself where nothing can break a chain.
    let live: Int
    /// Strict ties: `live` and `reached` as they were before the last time. Any order: the latest time of each step.
    let before: Int
    /// First-time bits and pending exclusions, 32 each; 0 when neither is used.
    let marks: Int
    /// The unit's key in `ValueStarts`; 0 when that is not used.
    let unit: Int
    let stride: Int

    static let noStart = Int64.min

    init(
        stepCount: Int, breakdownCount: Int, hasWideDurations: Bool, keepsUnit: Bool, keepsLiveStarts: Bool,
        keepsStartsBeforeTie: Bool, keepsMarks: Bool
    ) {
        self.hasWideDurations = hasWideDurations
        var next = 2
        func take(_ words: Int) -> Int {
            defer { next += words }
            return next
        }
        slices = take((breakdownCount + 3) / 4)
        starts = take(stepCount)
        durations = take((stepCount - 1) * (hasWideDurations ? 2 : 1))
        reached = take(stepCount - 1) - 1
        live = keepsLiveStarts ? take(stepCount) : starts
        before = keepsStartsBeforeTie ? take(2 * stepCount) : 0
        marks = keepsMarks ? take(1) : 0
        unit = keepsUnit ? take(1) : 0
        stride = next
    }
}
