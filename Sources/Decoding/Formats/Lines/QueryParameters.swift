/// The parameters of queries that somebody wants, and where in a row they go.
struct QueryParameters {
    private struct Parameter {
        var name: [UInt8]
        var place: Int
    }

    private var parameters: [Parameter] = []

    var isEmpty: Bool { parameters.isEmpty }

    /// Asks for the parameter of a path: `query.NAME`, or NAME alone.
    mutating func add(path: String, place: Int) {
        let name = path.hasPrefix("query.") ? String(path.dropFirst(6)) : path
        parameters.append(Parameter(name: Array(name.utf8), place: place))
    }

    /// Puts the wanted values of `a=1&b=2` into a row, decoded into the group's arena; of two of one name the last counts.
    func fill(
        _ row: UnsafeMutablePointer<RawField>, from text: UnsafePointer<UInt8>, _ query: Range<Int>, _ group: RowGroup
    ) {
        var at = query.lowerBound
        while at < query.upperBound {
            let next = ByteSearch.first(0x26, in: text, from: at, to: query.upperBound)
            let equals = ByteSearch.first(0x3D, in: text, from: at, to: next)
            if equals < next { fill(row, text, name: at..<equals, value: equals + 1..<next, group) }
            at = next + 1
        }
    }

    private func fill(
        _ row: UnsafeMutablePointer<RawField>, _ text: UnsafePointer<UInt8>, name: Range<Int>, value: Range<Int>,
        _ group: RowGroup
    ) {
        var decoded: RawField?
        for parameter in parameters where parameter.name.count == name.count {
            guard parameter.name.indices.allSatisfy({ parameter.name[$0] == text[name.lowerBound + $0] }) else {
                continue
            }
            let field = decoded ?? group.percentDecoded(text + value.lowerBound, value.count, plusIsSpace: true)
            decoded = field
            row[parameter.place] = field
        }
    }

    /// Adds the parameters of sampled queries to the fields of an input, up to a hundred.
    static func sample(_ query: ArraySlice<UInt8>, into fields: inout [SampledField]) {
        for pair in query.split(separator: 0x26) {
            guard let equals = pair.firstIndex(of: 0x3D), equals > pair.startIndex else { continue }
            let path = "query." + String(decoding: pair[..<equals], as: UTF8.self)
            let value = String(decoding: pair[(equals + 1)...], as: UTF8.self)
            let index = fields.firstIndex { $0.path == path } ?? fields.count
            if index == fields.count {
                guard fields.count < 100 else { continue }
                fields.append(SampledField(path: path, kind: .text))
            }
            fields[index].count += 1
            if fields[index].examples.count < 3, !fields[index].examples.contains(value) {
                fields[index].examples.append(value)
            }
        }
    }
}

extension RowGroup {
    /// A field of a text without its percent escapes: the text itself where it has none, otherwise in the arena.
    func percentDecoded(_ start: UnsafePointer<UInt8>, _ count: Int, plusIsSpace: Bool) -> RawField {
        guard ByteSearch.first(0x25, or: plusIsSpace ? 0x2B : 0x25, in: start, from: 0, to: count) < count else {
            return RawField(start: start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
        }
        let target = freeArena
        let length = TextEscapes.percentDecoded(start, count, plusIsSpace: plusIsSpace, to: target)
        arenaUsed += length
        return RawField(start: target, length: UInt32(truncatingIfNeeded: length), kind: RawFieldKind.text)
    }
}
