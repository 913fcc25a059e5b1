import Analytics
import TerminalUI

/// A snapshot with all that it takes to write it down, in any format.
package struct Report: Sendable {
    package var snapshot: Snapshot
    /// When the report was made, by the machine's clock.
    package var generated: Timestamp
    /// Which characters the text format draws with; the others do not draw.
    package var glyphs: Glyphs

    package init(snapshot: Snapshot, generated: Timestamp, glyphs: Glyphs = .unicode) {
        self.snapshot = snapshot
        self.generated = generated
        self.glyphs = glyphs
    }

    /// The whole report, with a newline at its end.
    package func render(_ format: ReportFormat) -> String {
        switch format {
        case .text: text
        case .json: withoutFalseTimes.json
        case .csv: withoutFalseTimes.csv
        case .markdown: markdown
        }
    }

    /// What machines read: a number of a line is no time there.
    private var withoutFalseTimes: Report {
        var report = self
        report.snapshot = snapshot.withoutFalseTimes
        return report
    }
}
