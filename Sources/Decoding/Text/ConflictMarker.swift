/// The lines that a version control system leaves in a file it could not merge.
enum ConflictMarker {
    private static let signs: [UInt8] = [0x3C, 0x3D, 0x3E, 0x7C]

    /// True for `<<<<<<< name`, `=======`, `>>>>>>> name` and `||||||| name`.
    static func isOne(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count >= 7, let sign = line.first, signs.contains(sign), line[..<7].allSatisfy({ $0 == sign }) else {
            return false
        }
        return line.count == 7 || line[7] == 0x20 || line[7] == 0x0D
    }
}
