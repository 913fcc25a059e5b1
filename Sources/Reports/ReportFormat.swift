/// How a report is written; the raw values are those of `--output`.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
    case text, json, csv, markdown
}
