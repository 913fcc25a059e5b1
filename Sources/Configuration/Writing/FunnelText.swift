import Expressions

/// A funnel as an entry of the mapping `funnels`.
///
///     checkout: view > cart > paid within 1h
///     signup: >-
///       landing_viewed as Landing
///       > form_opened as Form
///       > account_created as 'Account created'
///       within 30m
enum FunnelText {
    private static let width = 80

    /// - Parameters:
    ///   - indent: blanks before the name.
    ///   - remark: a comment with its `#`, kept behind the first line.
    static func lines(_ funnel: FunnelDefinition, indent: Int, remark: String? = nil) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let begin = margin + YAMLText.scalar(funnel.name, isInFlow: true) + ":"
        let comment = remark.map { "  " + $0 } ?? ""
        var nameless = funnel
        nameless.name = FunnelDefinition.usualName(of: funnel.steps)
        let whole = FunnelPrinter.text(nameless)
        let line = begin + " " + YAMLText.scalar(whole)
        if line.unicodeScalars.count <= width || !YAMLText.isPrintable(whole) { return [line + comment] }
        let steps = funnel.steps.map { FunnelPrinter.text($0) }
        let clauses = whole.dropFirst(steps.joined(separator: " > ").count).drop { $0 == " " }
        let parts = steps.enumerated().map { $0 == 0 ? $1 : "> " + $1 } + (clauses.isEmpty ? [] : [String(clauses)])
        // Lines that begin or end with a blank would not be joined by just one.
        guard parts.allSatisfy({ $0.first != " " && $0.last != " " }), parts.joined(separator: " ") == whole else {
            return [line + comment]
        }
        return [begin + " >-" + comment] + parts.map { margin + "  " + $0 }
    }
}
