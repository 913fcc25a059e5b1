import Analytics
import Expressions
import Yams

/// The mapping `segments`: a name and a filter on events each.
enum SegmentSection {
    static func segments(_ node: Node, _ reader: inout NodeReader) -> [AnalyticsConfiguration.Segment] {
        var segments: [AnalyticsConfiguration.Segment] = []
        for entry in reader.entries(of: node, "segments") {
            guard let text = reader.text(entry.value, entry.key) else { continue }
            do throws(ExpressionError) {
                segments.append(AnalyticsConfiguration.Segment(name: entry.key, filter: try FilterParser.parse(text)))
            } catch {
                if let word = behaviouralWord(in: text) {
                    reader.add(
                        "`\(word)` is not available in this version: a segment is a filter on events",
                        "such as country = DE and device = mobile", at: entry.value)
                } else {
                    reader.add(error, in: entry.value)
                }
            }
        }
        return segments
    }

    /// The word of the language of users' behaviour that keeps a text from being a filter on events.
    private static func behaviouralWord(in text: String) -> String? {
        let words = text.split { !$0.isLetter && $0 != "_" }
        if let only = words.first, words.count == 1, only == "first_time" || only == "returning" { return String(only) }
        let known = ["did", "sum", "count", "average", "first_time", "returning"]
        return words.first { known.contains(String($0)) }.map(String.init)
    }
}
