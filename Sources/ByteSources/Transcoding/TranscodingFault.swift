/// Damage found while an encoding was undone; what came before it has been read.
package enum TranscodingFault: Sendable, Hashable, CustomStringConvertible {
    /// The input ends in the middle.
    case truncated(SourceEncoding)
    /// The bytes contradict the encoding or its check sums; nothing is read behind them.
    case damaged(SourceEncoding, detail: String)
    /// Other bytes follow the last compressed part; they are not read.
    case trailingGarbage(SourceEncoding)
    /// Reading began in the middle of compressed bytes, which cannot be understood from there.
    case enteredInTheMiddle(SourceEncoding)
    /// There is not enough memory for the decoder.
    case noMemory(SourceEncoding)

    package var description: String {
        switch self {
        case .truncated(.documents): "the file ends inside a JSON document: its end is missing"
        case .truncated(.utf16): "the file ends inside a character: one byte is left over"
        case .truncated(let encoding): "the \(encoding.rawValue) data ends too early; read as far as it goes"
        case .damaged(let encoding, let detail):
            "the \(encoding.rawValue) data is damaged (\(detail)); read up to the damage"
        case .trailingGarbage(let encoding):
            "bytes that are not \(encoding.rawValue) follow the compressed data; left out"
        case .enteredInTheMiddle(let encoding):
            "\(encoding.rawValue) data cannot be read from its middle; read it from its beginning"
        case .noMemory(let encoding): "no memory to read \(encoding.rawValue) data"
        }
    }
}
