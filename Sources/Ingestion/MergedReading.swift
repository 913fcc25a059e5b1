import Analytics
import Dispatch

/// Reads several inputs side by side, in the order of their events' times.
///
/// One batch of each input is at hand; all events are given on that are no later than the end of the batch that ends
/// first. Each input keeps its own order.
struct MergedReading {
    private let workers: DispatchQueue

    init(_ workers: DispatchQueue) { self.workers = workers }

    /// - Returns: true if there is more to read at once.
    func read(_ inputs: [Input], _ chunks: Int, _ add: (EventBatch) -> Void) -> Bool {
        for _ in 0..<max(1, chunks / max(1, inputs.count)) {
            for input in inputs {
                while input.pending == nil, input.advance(on: workers), let batch = input.takeBatch() {
                    // A batch without events still carries counts and texts.
                    if batch.times.isEmpty { add(batch) } else { input.pending = batch }
                }
            }
            let ready = inputs.filter { $0.pending != nil }
            guard let horizon = ready.compactMap({ $0.pending?.times.max() }).min() else { return false }
            let isLast = ready.count == 1
            for input in ready.sorted(by: { ($0.pending?.times.first ?? 0) < ($1.pending?.times.first ?? 0) }) {
                guard var batch = input.pending else { continue }
                let end = isLast ? nil : batch.times.firstIndex { $0 > horizon }
                if let end, end < batch.times.count {
                    input.pending = batch.split(at: end)
                } else {
                    input.pending = nil
                }
                add(batch)
            }
        }
        return true
    }
}
