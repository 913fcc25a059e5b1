/// How a state stands in its file: a header of 36 bytes, the body, a checksum of both. Numbers are little-endian.
///
///      0  8  magic number
///      8  4  version
///     12  4  zero
///     16  8  fingerprint of the definition whose numbers these are
///     24  8  bytes of the body
///     32  4  CRC32C of the 32 bytes before
///     36  …  body
///      …  4  CRC32C of everything before
enum StateFormat {
    static let version: UInt32 = 1
    static let headerLength = 36
    static let trailerLength = 4

    private static let magic = Array("FUNNELT\n".utf8)

    struct Header: Hashable {
        var fingerprint: UInt64
        var bodyLength: UInt64
    }

    static func bytes(of header: Header, version: UInt32 = version) -> [UInt8] {
        var bytes = magic
        append(version, to: &bytes)
        append(UInt32(0), to: &bytes)
        append(header.fingerprint, to: &bytes)
        append(header.bodyLength, to: &bytes)
        append(checksum(of: bytes), to: &bytes)
        return bytes
    }

    /// - Parameters:
    ///   - bytes: the first bytes of the file, `headerLength` of them if it is that long.
    ///   - size: bytes of the whole file.
    static func header(_ bytes: [UInt8], size: Int) throws(StateRefusal) -> Header {
        guard size > 0, !bytes.isEmpty else { throw .damaged(.empty) }
        guard bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count)) else {
            throw .damaged(.unknownBeginning)
        }
        guard bytes.count >= headerLength, size >= headerLength + trailerLength else {
            throw .damaged(.cutShort(bytes: size))
        }
        guard checksum(of: Array(bytes[..<32])) == number(bytes, at: 32, as: UInt32.self) else {
            throw .damaged(.header)
        }
        let version = number(bytes, at: 8, as: UInt32.self)
        guard version <= StateFormat.version else { throw .newer(version: version) }
        let header = Header(
            fingerprint: number(bytes, at: 16, as: UInt64.self), bodyLength: number(bytes, at: 24, as: UInt64.self))
        let found = size - headerLength - trailerLength
        guard header.bodyLength == UInt64(found) else {
            throw .damaged(.length(said: header.bodyLength, found: found))
        }
        return header
    }

    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], at index: Int, as type: Number.Type) -> Number {
        bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: type)) }
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        var checksum = CRC32C()
        checksum.add(bytes)
        return checksum.value
    }
}
