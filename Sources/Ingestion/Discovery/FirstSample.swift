import Analytics
import Decoding

/// The beginning of the first input that is being read, on its way to being looked at elsewhere.
package struct FirstSample: Sendable {
    /// Path of the file, or a name of the stream.
    package let source: String
    /// Grows while a stream is read; stays where a file can be read from its beginning at any time.
    package let size: Int
    private let bytes: [UInt8]
    private let schema: InputSchema

    init(source: String, bytes: [UInt8], schema: InputSchema) {
        self.source = source
        self.bytes = bytes
        self.schema = schema
        size = bytes.count
    }

    /// What the data are; nil where nothing can be said of them.
    ///
    /// Reads up to `DataDiscovery.sampleLimit` bytes of a file: not for the main queue, nor for that of the reading.
    package func profile() -> DataProfile? {
        let sample =
            SampleBytes.beginning(of: source, limit: DataDiscovery.sampleLimit)
            ?? SampleBytes(bytes: bytes, isWhole: false)
        return try? DataDiscovery.profile(of: sample, source: source, schema: schema).get()
    }
}
