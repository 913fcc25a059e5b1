import Analytics
import Dispatch

/// Reads several inputs side by side, in the order of their events' times.
///
/// One batch of each input is at hand, and the input whose next event is the earliest has its turn; of equal ones the
/// input that was named first. Each input keeps its own order. So the order depends on nothing but what the inputs hold.
struct MergedReading {
    /// Rows that are given on at once, about.
    private static let rowsAtOnce = 16_384

    private let inputs: [Input]
    private let workers: DispatchQueue
    /// The inputs that have a row at hand: a heap, the one whose turn it is first.
    private var turns: [Turn] = []

    init(_ inputs: [Input], _ workers: DispatchQueue) {
        self.inputs = inputs
        self.workers = workers
    }

    /// Reads on until so many batches have been given on. All rows taken have been given on when it ends.
    ///
    /// - Parameter prepare: takes over the texts of a batch.
    /// - Returns: true if there is more to read at once.
    mutating func read(
        _ chunks: Int, prepare: (EventBatch) -> PreparedBatch, add: ([RowRun]) -> Void
    ) -> Bool {
        // Sorted, it is a heap.
        turns = inputs.indices.compactMap { turn($0, prepare) }.sorted()
        var runs: [RowRun] = []
        var rows = 0
        var left = chunks
        while left > 0, let turn = turns.first {
            let (input, next) = (inputs[turn.index], nextTurn)
            guard let batch = input.pending?.batch,
                let run = input.pending?.take(
                    until: next?.time ?? .max, includes: turn.index < next?.index ?? .max, latest: input.latestTime)
            else { break }
            runs.append(RowRun(batch: batch, rows: run))
            rows += run.count
            if input.pending?.isEmpty == true {
                input.commit()
                left -= 1
            }
            if rows >= Self.rowsAtOnce {
                add(runs)
                runs.removeAll(keepingCapacity: true)
                rows = 0
            }
            replaceFirst(with: self.turn(turn.index, prepare))
        }
        add(runs)
        return !turns.isEmpty
    }

    /// When an input has its turn; nil when there is nothing to read of it for now.
    private func turn(_ index: Int, _ prepare: (EventBatch) -> PreparedBatch) -> Turn? {
        let input = inputs[index]
        while input.pending == nil, input.advance(on: workers), let batch = input.takeBatch() {
            input.pending = PendingRows(prepare(batch), from: input.handedOver.held?.rowsBefore ?? 0)
            if input.pending?.isEmpty == true { input.commit() }
        }
        return input.pending.map { Turn(time: $0.turn(latest: input.latestTime), index: index) }
    }

    // MARK: Turns

    /// Whose turn it is: the earliest event's, and of equal ones the input's that was named first.
    private struct Turn: Comparable {
        let time: Int64
        let index: Int

        static func < (one: Turn, other: Turn) -> Bool { (one.time, one.index) < (other.time, other.index) }
    }

    /// The one after the first.
    private var nextTurn: Turn? { turns.dropFirst().prefix(2).min() }

    private mutating func replaceFirst(with turn: Turn?) {
        guard let turn = turn ?? turns.popLast() else { return }
        guard !turns.isEmpty else { return }
        var at = 0
        while true {
            var least = 2 * at + 1
            guard least < turns.count else { break }
            if least + 1 < turns.count, turns[least + 1] < turns[least] { least += 1 }
            guard turns[least] < turn else { break }
            turns[at] = turns[least]
            at = least
        }
        turns[at] = turn
    }
}
