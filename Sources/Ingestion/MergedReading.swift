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
        while true {
            let inOrder = ready.sorted { ($0.pending?.time ?? .max) < ($1.pending?.time ?? .max) }
            guard let earliest = inOrder.first, var pending = earliest.pending else { return false }
            let other = inOrder.dropFirst().first?.pending?.time
            let rows = pending.take(until: other.map { $0 + slack } ?? .max)
            add(pending.batch, rows)
            earliest.pending = pending.isEmpty ? nil : pending
            if pending.isEmpty { return true }
        }
    }
}
