extension DelimitedDecoder: HeaderFollowing {
    func columns(namedBy records: UnsafeRawBufferPointer) -> [String]? {
        guard let text = records.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        return names.columns(namedBy: text, from: 0, to: records.count, framing)
    }

    func lengthBeforeNames(in records: UnsafeRawBufferPointer, passesUsual: Bool) -> Int {
        guard let text = records.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        return names.next(in: text, to: records.count, framing, passesUsual: passesUsual) ?? records.count
    }
}
