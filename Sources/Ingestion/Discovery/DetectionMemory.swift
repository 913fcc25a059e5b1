import Analytics
import Decoding
import Synchronization

/// What the beginnings of inputs were found to be, so that the same bytes are looked into once however many ask.
///
/// Belongs to one plan of reading: whoever shares it speaks of one description of the inputs and of one time zone.
package final class DetectionMemory: Sendable {
    private struct Beginning: Hashable {
        var fileName: String?
        var count: Int
        var hash: UInt64
    }

    /// More inputs than that are rather looked into again.
    private static let limit = 10_000
    private let found = Mutex<[Beginning: Result<InputSchema, DetectionError>]>([:])
    private let detections = Mutex(0)

    package init() {}

    /// Beginnings that had to be looked into.
    var detectionCount: Int { detections.withLock { $0 } }

    /// `FormatDetection.detect`, done once for each beginning.
    ///
    /// - Parameter fileName: nil for what has no name.
    func detect(
        sample: [UInt8], description: InputDescription, fileName: String?, timeZone: TimeZoneTable?
    ) -> Result<InputSchema, DetectionError> {
        let bytes = sample.prefix(FormatDetection.sampleLimit(for: description))
        let hash = bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { Hash64.hash($0, count: buffer.count) } ?? 0
        }
        let beginning = Beginning(fileName: fileName, count: bytes.count, hash: hash)
        if let known = found.withLock({ $0[beginning] }) { return known }
        let result = FormatDetection.detect(
            sample: sample, description: description, fileName: fileName, timeZone: timeZone)
        detections.withLock { $0 += 1 }
        found.withLock { found in
            if found.count >= DetectionMemory.limit { found.removeAll() }
            found[beginning] = result
        }
        return result
    }
}
