/// What the user said about the input; what is nil is found from the data.
package struct InputDescription: Sendable, Hashable {
    package var format: InputFormat?
    package var fields = FieldNames()
    /// Column names for delimited text, in place of a header.
    package var columns: [String]?
    /// The first row is data, not names.
    package var hasNoHeader = false
    package var delimiter: UInt8?
    /// `UTC`, an offset such as `+02:00`, or a name of the time zone database; for times that carry no zone.
    package var timeZone: String?

    package init() {}
}

package enum InputFormat: String, Sendable, Hashable, CaseIterable {
    case jsonl, csv, tsv, combined, common
}

/// Which field of the data plays which part: dotted paths for JSON, column names for delimited text.
package struct FieldNames: Sendable, Hashable {
    package var time: String?
    package var user: String?
    /// Stands in for the user where that is absent.
    package var anonymous: String?
    package var session: String?
    package var event: String?
    package var page: String?
    package var revenue: String?

    package init() {}
}
