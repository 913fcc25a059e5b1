/// All chains that begin at one time, by the rules of policy `remove`: how far they get, where an exclusion hits them,
/// and which of their steps lead on to a chain that none hits.
///
/// - Complexity: O(groups in the window × steps).
struct CleanAttempt {
    struct Fill {
        var start: Int64
        /// When the chain was at the step before.
        var previous: Int64
        /// In its group, by arrival, at which the step was first complete.
        var position: Int
    }

    /// Furthest step at which an exclusion hit a chain, and furthest of a chain that none hit; -1 for none.
    private(set) var furthestHit = -1
    private(set) var furthestClean = -1
    private let first: Int
    private let start: Int64
    private let rules: FunnelRules
    /// By group of the window, then step.
    private var fills: [[Fill?]] = []

    init(beginningAt first: Int, of groups: [TieGroup], _ events: [StepEvent], _ rules: FunnelRules) {
        self.first = first
        self.rules = rules
        start = groups[first].time
        advance(groups, events)
        keepClean(groups)
    }

    /// Adds the steps that lead to a clean chain to those of attempts that began earlier: by group, then step, those
    /// that in order of arrival were the latest for a while.
    func merge(into all: inout [[[Fill]]], _ stepCount: Int) {
        for (offset, filled) in fills.enumerated() {
            let index = first + offset
            if all[index].isEmpty { all[index] = Array(repeating: [], count: stepCount) }
            for (step, fill) in filled.enumerated() {
                guard let fill else { continue }
                while let last = all[index][step].last, last.position >= fill.position {
                    all[index][step].removeLast()
                }
                all[index][step].append(fill)
            }
        }
    }

    /// Forward: when a chain not yet hit stands at each step.
    private mutating func advance(_ groups: [TieGroup], _ events: [StepEvent]) {
        var last = Array(repeating: FunnelLayout.noStart, count: rules.stepCount)
        for group in groups[first...] {
            if rules.window != .max, group.time - start > rules.window { break }
            let before = last
            var filled: [Fill?] = Array(repeating: nil, count: rules.stepCount)
            for step in 0..<rules.stepCount where group.steps & (1 << UInt32(step)) != 0 {
                let position = events[group.range].firstIndex { $0.match.steps & (1 << UInt32(step)) != 0 }
                let offset = (position ?? group.range.lowerBound) - group.range.lowerBound
                if step == 0 {
                    guard fills.isEmpty else { continue }
                    filled[0] = Fill(start: start, previous: start, position: offset)
                } else {
                    guard let fill = fill(step, at: offset, before, rules.tiesAreStrict ? before : last, filled, group)
                    else { continue }
                    filled[step] = fill
                }
                last[step] = group.time
            }
            fills.append(filled)
            exclude(group, before, &last)
        }
    }

    /// What fills `step` first: an event at `offset` on its own, or with others of its time.
    private func fill(
        _ step: Int, at offset: Int, _ before: [Int64], _ last: [Int64], _ filled: [Fill?], _ group: TieGroup
    ) -> Fill? {
        guard let latest = latest(last, before: step, group.time) else { return nil }
        let carried = max(offset, carrier(of: step, filled) ?? offset)
        if let old = self.latest(before, before: step, group.time), latest != group.time || offset < carried {
            return Fill(start: start, previous: old, position: offset)
        }
        return Fill(start: start, previous: latest, position: carried)
    }

    /// The latest time of a step from which `step` may come next.
    private func latest(_ times: [Int64], before step: Int, _ time: Int64) -> Int64? {
        var best: Int64?
        var base = step - 1
        while true {
            let at = times[base]
            if at != FunnelLayout.noStart, at > best ?? .min, rules.stepWindow == .max || time - at <= rules.stepWindow
            {
                best = at
            }
            guard base > 0, rules.isOptional(base) else { return best }
            base -= 1
        }
    }

    private func carrier(of step: Int, _ filled: [Fill?]) -> Int? {
        var earliest: Int?
        var base = step - 1
        while true {
            if let fill = filled[base] { earliest = min(earliest ?? fill.position, fill.position) }
            guard base > 0, rules.isOptional(base) else { return earliest }
            base -= 1
        }
    }

    private mutating func exclude(_ group: TieGroup, _ before: [Int64], _ last: inout [Int64]) {
        guard group.exclusions != 0 else { return }
        for (index, range) in rules.exclusions.enumerated() where group.exclusions & (1 << UInt32(index)) != 0 {
            for step in range.first..<range.last {
                let at = before[step]
                if at != FunnelLayout.noStart, at < group.time,
                    rules.stepWindow == .max || group.time - at <= rules.stepWindow
                {
                    furthestHit = max(furthestHit, step)
                }
                if last[step] < group.time { last[step] = FunnelLayout.noStart }
            }
        }
    }

    /// Backward: leaves only the fills from which a chain can end clean, or go on to one that does.
    private mutating func keepClean(_ groups: [TieGroup]) {
        let never = Int64.max
        var nearest = Array(repeating: never, count: rules.stepCount)
        var nextExclusion = nearest
        for offset in fills.indices.reversed() {
            let group = groups[first + offset]
            let time = group.time
            let after = nearest
            for step in (0..<rules.stepCount).reversed() where fills[offset][step] != nil {
                var deadline = rules.window == .max ? never : start + rules.window
                if rules.stepWindow != .max { deadline = min(deadline, time + rules.stepWindow) }
                let isClean = nextExclusion[step] == never || nextExclusion[step] > deadline
                let limit = min(nextExclusion[step], deadline)
                if isClean || goesOn(step, rules.tiesAreStrict ? after : nearest, until: limit) {
                    nearest[step] = time
                    furthestClean = max(furthestClean, step)
                } else {
                    fills[offset][step] = nil
                }
            }
            for (index, range) in rules.exclusions.enumerated()
            where group.exclusions & (1 << UInt32(index)) != 0 {
                for step in range.first..<range.last { nextExclusion[step] = time }
            }
        }
    }

    private func goesOn(_ step: Int, _ nearest: [Int64], until limit: Int64) -> Bool {
        var next = step + 1
        while next < rules.stepCount {
            if nearest[next] != .max, nearest[next] <= limit { return true }
            guard rules.isOptional(next) else { return false }
            next += 1
        }
        return false
    }
}
