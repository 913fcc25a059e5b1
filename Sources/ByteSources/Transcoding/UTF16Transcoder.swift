/// Turns UTF-16 into UTF-8. Halves of pairs become U+FFFD; a byte order mark at the start is dropped.
package struct UTF16Transcoder: Transcoder {
    package enum ByteOrder: Sendable, Hashable {
        case littleEndian, bigEndian
    }

    package private(set) var fault: TranscodingFault?

    private static let replacement: UInt32 = 0xFFFD
    private static let byteOrderMark: UInt32 = 0xFEFF
    private let order: ByteOrder
    private var isAtStart = true
    /// The first byte of a unit whose second has not come.
    private var firstByte: UInt8?
    /// The first half of a pair whose second has not come.
    private var highHalf: UInt32?
    /// UTF-8 that found no space yet, first byte lowest.
    private var waiting: UInt32 = 0
    private var waitingCount = 0

    package init(_ order: ByteOrder) {
        self.order = order
    }

    /// The byte order that the first two bytes tell.
    static func sniff(_ bytes: UnsafeRawBufferPointer, isAll: Bool) -> Sniffed<ByteOrder> {
        guard let first = bytes.first, first == 0xFF || first == 0xFE else {
            return bytes.isEmpty && !isAll ? .undecided : .nothing
        }
        guard bytes.count > 1 else { return isAll ? .nothing : .undecided }
        switch (first, bytes[1]) {
        case (0xFF, 0xFE): return .found(.littleEndian)
        case (0xFE, 0xFF): return .found(.bigEndian)
        default: return .nothing
        }
    }

    package mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        var done = Transcoded()
        while true {
            while waitingCount > 0 && done.written < output.count {
                output[done.written] = UInt8(truncatingIfNeeded: waiting)
                waiting >>= 8
                waitingCount -= 1
                done.written += 1
            }
            if firstByte == nil && highHalf == nil { takeASCII(input, output, &done) }
            if done.written == output.count { return done }
            if done.taken < input.count {
                takeUnit(input, &done.taken)
            } else if isEnd && (highHalf != nil || firstByte != nil) {
                fault = .truncated(.utf16)
                highHalf = nil
                firstByte = nil
                put(Self.replacement)
            } else {
                return done
            }
        }
    }

    /// Takes units of ASCII, of which most texts are made.
    private mutating func takeASCII(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer, _ done: inout Transcoded
    ) {
        let units = min((input.count - done.taken) / 2, output.count - done.written)
        let low = done.taken + (order == .littleEndian ? 0 : 1)
        let high = done.taken + (order == .littleEndian ? 1 : 0)
        var unit = 0
        while unit < units && input[high + 2 * unit] == 0 && input[low + 2 * unit] < 0x80 {
            output[done.written + unit] = input[low + 2 * unit]
            unit += 1
        }
        if unit > 0 { isAtStart = false }
        done.taken += 2 * unit
        done.written += unit
    }

    /// Takes one unit, or leaves it for the next call where a lone half before it comes out first.
    private mutating func takeUnit(_ input: UnsafeRawBufferPointer, _ index: inout Int) {
        let start = index
        let first: UInt8
        if let firstByte {
            first = firstByte
        } else {
            first = input[index]
            index += 1
        }
        guard index < input.count else {
            firstByte = first
            return
        }
        let second = input[index]
        let unit =
            switch order {
            case .littleEndian: UInt32(second) << 8 | UInt32(first)
            case .bigEndian: UInt32(first) << 8 | UInt32(second)
            }
        if let high = highHalf {
            highHalf = nil
            guard 0xDC00...0xDFFF ~= unit else {
                put(Self.replacement)
                index = start
                return
            }
            put(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
        } else {
            switch unit {
            case 0xD800...0xDBFF: highHalf = unit
            case 0xDC00...0xDFFF: put(Self.replacement)
            case Self.byteOrderMark where isAtStart: break
            default: put(unit)
            }
        }
        isAtStart = false
        firstByte = nil
        index += 1
    }

    private mutating func put(_ scalar: UInt32) {
        switch scalar {
        case ..<0x80:
            waiting = scalar
            waitingCount = 1
        case ..<0x800:
            waiting = (0xC0 | scalar >> 6) | (0x80 | scalar & 0x3F) << 8
            waitingCount = 2
        case ..<0x10000:
            waiting = (0xE0 | scalar >> 12) | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
            waitingCount = 3
        default:
            waiting =
                (0xF0 | scalar >> 18) | (0x80 | scalar >> 12 & 0x3F) << 8 | (0x80 | scalar >> 6 & 0x3F) << 16
                | (0x80 | scalar & 0x3F) << 24
            waitingCount = 4
        }
    }
}
