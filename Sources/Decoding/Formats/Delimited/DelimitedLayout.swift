/// The columns of rows, as a row of names gives them, and what of them goes where in a row.
struct DelimitedLayout {
    let columns: [String]
    /// For each column the place in the row, or -1.
    let places: [Int]
    /// Rows with fewer fields are no events.
    let requiredColumns: Int
    let header: DelimitedHeader

    init(columns: [String], plan: RowPlan, delimiter: UInt8) {
        self.columns = columns
        places = columns.map { name in plan.paths.firstIndex(of: name) ?? -1 }
        let required = plan.required
        requiredColumns = (places.lastIndex { required.contains($0) } ?? -1) + 1
        header = DelimitedHeader(columns: columns, delimiter: delimiter)
    }
}
