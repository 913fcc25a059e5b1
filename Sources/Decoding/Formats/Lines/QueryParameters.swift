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
            let field =
                decoded ?? PercentEncoding.decoded(text + value.lowerBound, value.count, plusIsSpace: true, group)
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
