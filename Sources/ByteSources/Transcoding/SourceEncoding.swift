/// What can stand between the bytes of a source and its lines; the raw value names it to the user.
package enum SourceEncoding: String, Sendable, Hashable, CaseIterable {
    case gzip
    case zstd
    case utf16 = "UTF-16"
    case carriageReturns = "CR line ends"
    case documents = "JSON documents"

    /// True where reading cannot begin in the middle.
    var isCompression: Bool {
        switch self {
        case .gzip, .zstd: true
        case .utf16, .carriageReturns, .documents: false
        }
    }

    private static let magics: [(bytes: [UInt8], encoding: SourceEncoding)] =
        [([0x1F, 0x8B, 0x08], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstd)]
        // A zstd file may begin with a skippable frame.
        + (0x50...0x5F).map { ([UInt8($0), 0x2A, 0x4D, 0x18], .zstd) }

    /// The compression whose magic number begins `bytes`.
    ///
    /// - Parameter isAll: No more bytes follow; without them a part of a magic number is undecided.
    static func compression(of bytes: UnsafeRawBufferPointer, isAll: Bool) -> Sniffed<SourceEncoding> {
        for magic in magics {
            let compared = min(magic.bytes.count, bytes.count)
            guard bytes.prefix(compared).elementsEqual(magic.bytes.prefix(compared)) else { continue }
            if compared == magic.bytes.count { return .found(magic.encoding) }
            if !isAll { return .undecided }
        }
        return .nothing
    }
}

/// What looking at the first bytes says.
enum Sniffed<Finding> {
    case found(Finding)
    case nothing
    /// More bytes are needed.
    case undecided
}

extension Sniffed {
    func map<Other>(_ change: (Finding) -> Other) -> Sniffed<Other> {
        switch self {
        case .found(let finding): .found(change(finding))
        case .nothing: .nothing
        case .undecided: .undecided
        }
    }
}
