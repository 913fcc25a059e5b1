import Dispatch
import Synchronization
import Trials

/// Spreads the runs of trials over all cores; the answer does not depend on how.
struct TrialRunner {
    let seed: UInt64
    let runs: Int
    private static let chunk = 20

    /// By trial, then run, then question.
    func outcomes(of trials: [Trial]) -> [[[Outcome]]] {
        let chunks = (runs + Self.chunk - 1) / Self.chunk
        let done = Mutex([Int: [[Outcome]]]())
        DispatchQueue.concurrentPerform(iterations: trials.count * chunks) { index in
            let trial = trials[index / chunks]
            let first = index % chunks * Self.chunk
            let part = (first..<min(first + Self.chunk, runs)).map { trial.outcomes(seed: seed, run: $0) }
            done.withLock { $0[index] = part }
        }
        return done.withLock { parts in
            trials.indices.map { trial in
                (0..<chunks).flatMap { parts[trial * chunks + $0] ?? [] }
            }
        }
    }
}
