import Analytics
import TerminalUI

/// Two segments side by side, or one beside everyone, step by step.
///
///      step                     mobile            desktop
///                           users   of prev     users   of prev     difference
///      1 Viewed product    25,310              19,884
///        ████████████████████████              ████████████████
struct SegmentsCompare {
    var model: DashboardModel
    var funnel: FunnelSnapshot
    var density: FunnelPane.Density

    struct Side {
        var name: String
        var counts: [Int]
        var isApproximate: Bool
    }

    /// The two that are compared: the segments chosen, everyone in place of a missing one.
    var sides: [Side] {
        let everyone = Side(name: "everyone", counts: funnel.steps.map(\.count), isApproximate: funnel.isApproximate)
        let chosen = model.segments.filter { funnel.segments.indices.contains($0) }.prefix(2).map {
            let segment = funnel.segments[$0]
            return Side(name: segment.name, counts: segment.counts, isApproximate: segment.isApproximate)
        }
        return chosen.count == 2 ? Array(chosen) : chosen + [everyone]
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let sides = sides
        guard sides.count == 2, rect.width >= 28, rect.height >= 2 else { return }
        let columns = Columns(rect)
        if columns.nameWidth >= 4 { buffer.put("step", x: rect.x + 1, y: rect.y, role: .heading) }
        for (side, end) in zip(sides, columns.ends) {
            buffer.putNumber(side.name, end: end, y: rect.y, width: columns.sideWidth - 1, role: .heading)
        }
        buffer.putNumber(
            columns.unit.isEmpty ? "pp" : "difference", end: columns.differenceEnd, y: rect.y,
            width: columns.differenceWidth - 1, role: .heading)
        let rows = rect.splitTop(1).rest
        let visible = FunnelPane.visible(
            funnel.steps.count, rows: rows.height, density: density, around: model.step ?? 0)
        for (position, index) in visible.enumerated() {
            let y = rows.y + position * density.rawValue
            guard y < rows.maxY else { break }
            let isChosen = model.stepSelection == index
            buffer.putNumber("\(index + 1)", end: rect.x + 2, y: y, width: 2, role: isChosen ? .selection : .dim)
            if isChosen {
                buffer.put(buffer.glyphs.rightArrow, x: rect.x + (index < 9 ? 0 : 2), y: y, role: .selection)
            }
            buffer.put(
                funnel.steps[index].name, x: rect.x + 3, y: y, role: isChosen ? .selection : .text,
                width: max(4, columns.nameWidth))
            drawNumbers(sides, index: index, columns, y: y, into: &buffer)
            if density != .one, y + 1 < rows.maxY {
                drawBars(sides, index: index, x: rect.x + 3, width: rect.width - 4, y: y + 1, into: &buffer)
            }
        }
    }

    /// Where the numbers stand: by the room alone, and never at the cost of the names.
    private struct Columns {
        var differenceEnd: Int
        var differenceWidth: Int
        var sideWidth: Int
        var shareWidth = 8
        /// Without room for both, the shares stand alone, beside the first step's users.
        var showsUsers = true
        var unit = " pp"
        var nameWidth: Int

        var ends: [Int] { [differenceEnd - differenceWidth - sideWidth, differenceEnd - differenceWidth] }

        init(_ rect: Rect) {
            differenceEnd = rect.maxX - 1
            differenceWidth = 12
            sideWidth = 22
            if rect.width < 76 {
                differenceWidth = 8
                unit = ""
                sideWidth = rect.width < 52 ? 9 : 16
                showsUsers = rect.width >= 52
            }
            nameWidth = differenceEnd - differenceWidth - 2 * sideWidth - rect.x - 3
        }
    }

    private func drawNumbers(
        _ sides: [Side], index: Int, _ columns: Columns, y: Int, into buffer: inout CellBuffer
    ) {
        let shares = sides.map { SegmentsCompare.ofPrevious($0.counts, index) }
        for (side, (share, end)) in zip(sides, zip(shares, columns.ends)) {
            let format = model.format.near(side.isApproximate)
            let count = side.counts.indices.contains(index) ? side.counts[index] : 0
            if columns.showsUsers {
                let width = min(10, columns.sideWidth - columns.shareWidth - 1)
                buffer.putNumber(
                    format.count(count, fitting: width), end: end - columns.shareWidth, y: y, width: width)
            } else if index == 0 {
                buffer.putNumber(format.count(count, fitting: 8), end: end, y: y, width: 8)
            }
            if index > 0 { buffer.putNumber(format.percent(share), end: end, y: y, width: columns.shareWidth) }
        }
        guard index > 0, let a = shares[0], let b = shares[1] else { return }
        let format = model.format.near(sides.contains(where: \.isApproximate))
        buffer.putNumber(
            format.difference(a, b, unit: columns.unit), end: columns.differenceEnd, y: y,
            width: columns.differenceWidth - 1, role: .change(a - b))
    }

    /// Each side to its own first step, so that the shapes compare whatever the sizes.
    private func drawBars(_ sides: [Side], index: Int, x: Int, width: Int, y: Int, into buffer: inout CellBuffer) {
        let half = (width - 2) / 2
        for (position, side) in sides.enumerated() {
            let first = side.counts.first ?? 0
            let count = side.counts.indices.contains(index) ? side.counts[index] : 0
            buffer.putBar(
                fraction: first > 0 ? Double(count) / Double(first) : 0, x: x + position * (half + 2), y: y,
                width: half, role: position == 0 ? .bar : .barAlternate)
        }
    }

    private static func ofPrevious(_ counts: [Int], _ index: Int) -> Double? {
        guard index > 0, counts.indices.contains(index), counts[index - 1] > 0 else { return nil }
        return Double(counts[index]) / Double(counts[index - 1])
    }
}
