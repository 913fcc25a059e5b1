/// What came of one mode.
struct RotationRow {
    /// Lines that a reader lost, and lines it gave too often.
    struct Outcome: Equatable {
        var lost: Int
        var repeated: Int
        var text: String { "\(lost) / \(repeated)" }
    }

    let mode: RotationMode
    /// nil where there is no such program.
    let gnuTail: Outcome?
    let reader: Outcome
    let killedReader: Outcome

    /// Neither of funneltop's readers lost or repeated a line.
    var isFlawless: Bool { [reader, killedReader].allSatisfy { $0 == Outcome(lost: 0, repeated: 0) } }

    /// A table in Markdown.
    static func table(_ rows: [RotationRow], kills: Int) -> String {
        let head = ["lost / repeated", "tail -n +1 -F", "funneltop", "funneltop, \(kills) x kill -9"]
        let cells = rows.map { [$0.mode.title, $0.gnuTail?.text ?? "-", $0.reader.text, $0.killedReader.text] }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| " + padded.joined(separator: " | ") + " |\n"
        }
        return line(head) + line(widths.map { String(repeating: "-", count: $0) }) + cells.map(line).joined()
    }
}
