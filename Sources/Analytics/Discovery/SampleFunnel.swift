import Expressions

/// A path measured on a sample: how long it took, and how many users went it inside a window.
struct SampleFunnel {
    private let stepCount: Int
    /// One list for each user, in order of time: steps an event may fill, latest first.
    private var histories: [[(steps: [Int], time: Int64)]] = []

    /// - Parameter steps: for each step what fills it.
    init(_ sample: EventSample, steps: [[StepAlternative.Subject]]) {
        stepCount = steps.count
        let globs = steps.map { step in
            step.compactMap { subject in if case .page(let path) = subject { Glob(path) } else { nil } }
        }
        let ofEvents = sample.names.map { name in steps.indices.filter { steps[$0].contains(.event(name)) } }
        let ofPages = sample.pages.map { page in
            steps.indices.filter { globs[$0].contains { $0.matches(page) } }
        }
        let rows = sample.rows.map { row in
            (row: row, steps: (ofEvents[row.event] + (row.page.map { ofPages[$0] } ?? [])).sorted(by: >))
        }.filter { !$0.steps.isEmpty }
        let order = rows.indices.sorted { a, b in
            let (first, second) = (rows[a], rows[b])
            // Of one time the earlier step first: they may be taken in either order.
            return (first.row.user, first.row.time, first.steps.last ?? 0, a)
                < (second.row.user, second.row.time, second.steps.last ?? 0, b)
        }
        var lastUser: UInt64?
        for index in order {
            let (row, steps) = rows[index]
            if row.user != lastUser { histories.append([]) }
            lastUser = row.user
            histories[histories.count - 1].append((steps, row.time))
        }
    }

    /// Microseconds that each user took for the whole path at best, in order of size.
    var durations: [Int64] {
        histories.compactMap { history in
            var shortest: Int64?
            walk(history, window: nil) { level, start, time in
                if level == stepCount { shortest = min(shortest ?? .max, time - start) }
            }
            return shortest
        }.sorted()
    }

    /// Users at each step.
    func counts(window: TimeSpan?) -> [Int] {
        var counts = Array(repeating: 0, count: stepCount)
        for history in histories {
            var reached = 0
            walk(history, window: window) { level, _, _ in reached = max(reached, level) }
            for step in 0..<reached { counts[step] += 1 }
        }
        return counts
    }

    /// The method of the engine: for each level the latest start that reached it.
    private func walk(
        _ history: [(steps: [Int], time: Int64)], window: TimeSpan?, reach: (Int, Int64, Int64) -> Void
    ) {
        var starts = [Int64?](repeating: nil, count: stepCount)
        for doing in history {
            for step in doing.steps {
                guard step > 0 else {
                    starts[0] = doing.time
                    reach(1, doing.time, doing.time)
                    continue
                }
                guard let start = starts[step - 1] else { continue }
                if let window, doing.time - start > window.microseconds { continue }
                starts[step] = max(starts[step] ?? .min, start)
                reach(step + 1, start, doing.time)
            }
        }
    }
}
