import Analytics
import ByteSources
import Decoding
import Dispatch

extension Input {
    /// Gives the batches of an input that knows several kinds of ids to `learn`, to its end.
    ///
    /// - Returns: false, soon, where it knows one kind only.
    func readIDs(on queue: DispatchQueue, _ clock: () -> Duration, learn: (EventBatch) -> Void) -> Bool {
        guard mayTieIDs else { return false }
        var tiesIDs = false
        while !isOver {
            poll(now: clock())
            while advance(on: queue), let batch = takeBatch() {
                commit()
                if batch.times.isEmpty { continue }
                guard batch.identity != nil else { return false }
                tiesIDs = true
                learn(batch)
            }
            switch reader.source.state {
            case .ended, .refused: break
            case .waiting, .reading: finish()
            }
        }
        return tiesIDs
    }

    /// What the beginning of a file shows, where it can be looked at without being read: to read it for nothing costs more.
    private var mayTieIDs: Bool {
        guard let beginning = DecodedBeginning.sample(of: path, settings.description) else { return true }
        switch finding.detect(beginning) {
        case .success(let schema): return schema.tiesIDs
        case .failure: return true
        }
    }
}
