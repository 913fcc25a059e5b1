import Analytics
import Dispatch

/// Reads several inputs side by side, in the order of their events' times.
///
/// One batch of each input is at hand; the input whose next event is the earliest gives a run of rows, until another
/// input's next event is earlier by more than the slack. Each input keeps its own order.
struct MergedReading {
    let workers: DispatchQueue
    /// How much earlier another input's event may be, in microseconds: less than what may come out of order.
    let slack: Int64

    /// - Returns: true if there is more to read at once.
    func read(
        _ inputs: [Input], _ chunks: Int, prepare: (EventBatch) -> PreparedBatch,
        add: (PreparedBatch, Range<Int>) -> Void
    ) -> Bool {
        for _ in 0..<chunks {
            for input in inputs {
                while input.pending == nil, input.advance(on: workers), let batch = input.takeBatch() {
                    let pending = PendingRows(prepare(batch), from: input.handedOver.held?.rowsBefore ?? 0)
                    input.pending = pending.isEmpty ? nil : pending
                }
            }
            guard giveOn(inputs.filter { $0.pending != nil }, add) else { return false }
        }
        return true
    }

    /// Gives on rows until one input has none at hand; false when none has any.
    private func giveOn(_ ready: [Input], _ add: (PreparedBatch, Range<Int>) -> Void) -> Bool {
        var turns = ready.enumerated().compactMap { index, input in
            input.pending.map { Turn(time: $0.time, index: index) }
        }
        turns.sort(by: >)
        while let turn = turns.popLast() {
            let input = ready[turn.index]
            guard var pending = input.pending else { continue }
            let rows = pending.take(until: turns.last.map { $0.time + slack } ?? .max)
            add(pending.batch, rows)
            input.pending = pending.isEmpty ? nil : pending
            if pending.isEmpty { return true }
            insert(Turn(time: pending.time, index: turn.index), into: &turns)
        }
        return false
    }

    /// Whose turn it is: the earliest event's, and of equal ones the input's that was named first.
    private struct Turn: Comparable {
        let time: Int64
        let index: Int

        static func < (one: Turn, other: Turn) -> Bool { (one.time, one.index) < (other.time, other.index) }
    }

    /// - Parameter turns: the latest first.
    private func insert(_ turn: Turn, into turns: inout [Turn]) {
        var (low, high) = (0, turns.count)
        while low < high {
            let middle = (low + high) / 2
            if turns[middle] > turn { low = middle + 1 } else { high = middle }
        }
        turns.insert(turn, at: low)
    }
}
