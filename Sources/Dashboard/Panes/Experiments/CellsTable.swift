import Analytics
import TerminalUI

/// The value of every combination: levels of the last factor as columns, those of the others as rows.
struct CellsTable {
    var shown: ShownExperiment
    var goal: GoalSnapshot
    var format: Formatting

    private var factors: [String] { EffectsTable.names(shown.experiment.factors) }
    private var rows: [String] { ordered { $0.dropLast().joined(separator: " × ") } }
    private var columns: [String] { ordered { $0.last ?? "" } }

    var height: Int { 1 + rows.count }

    /// In the order of the arms, where the control comes first.
    private func ordered(_ part: ([String]) -> String) -> [String] {
        var found: [String] = []
        for arm in shown.arms where !arm.levels.isEmpty {
            let name = part(arm.levels)
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let columns = columns
        let nameWidth = min(28, max(12, rect.width / 4))
        let width = max(8, min(18, (rect.width - 2 - nameWidth) / max(1, columns.count)))
        buffer.put(
            factors.dropLast().joined(separator: " × ") + " \\ \(factors.last ?? "")", x: rect.x + 1, y: rect.y,
            role: .heading, width: nameWidth)
        for (index, name) in columns.enumerated() {
            buffer.putNumber(
                name, end: rect.x + 1 + nameWidth + (index + 1) * width, y: rect.y, width: width - 1, role: .heading)
        }
        for (index, row) in rows.enumerated() {
            let y = rect.y + 1 + index
            buffer.put(row, x: rect.x + 1, y: y, width: nameWidth)
            for (column, name) in columns.enumerated() {
                guard let cell = value(row, name) else { continue }
                buffer.putNumber(cell, end: rect.x + 1 + nameWidth + (column + 1) * width, y: y, width: width - 1)
            }
        }
    }

    /// Without a verdict: combinations are never called.
    private func value(_ row: String, _ column: String) -> String? {
        let arm = shown.arms.first {
            $0.levels.last == column && $0.levels.dropLast().joined(separator: " × ") == row
        }
        guard let arm, let cell = goal.arms.first(where: { $0.variant == arm.variant }) else { return nil }
        return format.value(cell.value, of: goal.kind)
    }
}
