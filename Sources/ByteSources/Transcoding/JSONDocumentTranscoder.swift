/// Gives every record of JSON documents a line of its own.
///
/// Documents are arrays of objects, objects one after the other over any number of lines, and envelopes: objects
/// with records under `batch` or `events`, whose other members are dropped. A record keeps its number of the line:
/// newlines taken out of it come out before the next one.
///
/// Text that is no object comes out line by line as it is, and so does an object that is broken off, so that the
/// reader of the lines rejects them. Records are found again at the next line that begins with one.
package struct JSONDocumentTranscoder: Transcoder {
    package internal(set) var fault: TranscodingFault?

    enum Mode {
        /// Between records, where commas and brackets stand.
        case between
        case record
        /// Among the members of an envelope.
        case envelope
        /// In a line that is no record.
        case garbage
        /// At the start of a line behind garbage.
        case lineStart
    }

    /// Longest record held back, in bytes; a longer one comes out in parts as one line.
    let limit: Int
    var mode = Mode.between
    var structure = JSONStructure(watchesBatches: false)
    var place = Place()
    /// Arrays of records that are open, in the document or in the envelope.
    var openArrays = 0
    var envelope: Envelope?
    /// Garbage ends only at a line indented no further, so that no part of a broken record passes for a record.
    var recordColumn = Int.max
    /// Bytes passed since the garbage or the envelope's last record began.
    var passed = 0
    /// The line in the making.
    var line = OutgoingLine()
    private var hasEnded = false

    /// Where the next byte stands.
    struct Place {
        /// Newlines before it.
        var line = 0
        /// Bytes before it in its line.
        var column = 0
        /// Only spaces before it in its line.
        var isLineStart = true

        mutating func pass(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                column = 0
                isLineStart = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ","): column += 1
            default:
                column += 1
                isLineStart = false
            }
        }

        /// Passes bytes without newlines that are not all spaces.
        mutating func pass(count: Int) {
            column += count
            isLineStart = false
        }
    }

    /// The envelope whose records are being read.
    struct Envelope {
        let column: Int
        /// Arrays that are open around it.
        let outerArrays: Int
    }

    package init(limit: LineLimit = LineLimit()) {
        self.limit = limit.bytes
    }

    package mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        var done = Transcoded()
        while true {
            done.written += line.write(into: UnsafeMutableRawBufferPointer(rebasing: output[done.written...]))
            if line.isLeaving { return done }
            if done.taken < input.count {
                take(input, &done.taken)
            } else if isEnd && !hasEnded {
                end()
            } else {
                return done
            }
        }
    }

    /// Takes bytes until a line is to leave.
    private mutating func take(_ input: UnsafeRawBufferPointer, _ index: inout Int) {
        while index < input.count && !line.isLeaving {
            switch mode {
            case .between: takeBetween(input[index], &index)
            case .record: takeInRecord(input, &index)
            case .envelope: takeInEnvelope(input, &index)
            case .garbage: takeGarbage(input, &index)
            case .lineStart: takeLineStart(input[index], &index)
            }
        }
    }

    private mutating func end() {
        hasEnded = true
        switch mode {
        case .record:
            line.end()
            fault = .truncated(.documents)
        case .garbage: line.end()
        case .between, .envelope, .lineStart: break
        }
        if openArrays > 0 || envelope != nil { fault = .truncated(.documents) }
    }
}
