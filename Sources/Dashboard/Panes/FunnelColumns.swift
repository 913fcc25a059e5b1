import TerminalUI

/// Where the numbers of a step stand. Decided by the room alone, never by the numbers, so that nothing moves.
struct FunnelColumns {
    var width: Int
    var density: FunnelPane.Density
    var isCompact: Bool
    /// Ends of the right-aligned columns, counted from the left edge of the pane; nil where one is left out.
    var users: Int
    var ofAll: Int?
    var ofPrevious: Int
    var change: Int?
    var usersWidth: Int
    var nameStart = 3
    var nameWidth: Int
    var barStart: Int
    var barWidth: Int

    static let shareWidth = 8
    static let changeWidth = 11

    /// - Parameter isNear: numbers have a sign before them, for which there must be room.
    init(width: Int, density: FunnelPane.Density, comparesRange: Bool, isCompact: Bool, isNear: Bool = false) {
        self.width = width
        self.density = density
        self.isCompact = isCompact
        if isCompact {
            // name, users, share, and a bar in what is left.
            let sign = isNear ? 1 : 0
            usersWidth = 9 + sign
            nameWidth = min(max(15, width * 2 / 5), 30)
            users = nameStart + nameWidth + usersWidth
            users -= 1
            ofPrevious = users + FunnelColumns.shareWidth - 1 + sign
            ofAll = nil
            change = nil
            barStart = ofPrevious + 1
            barWidth = max(0, width - barStart)
            return
        }
        usersWidth = isNear ? 11 : 10
        var end = width - 1
        change = nil
        if comparesRange, width >= 60 {
            change = end
            end -= FunnelColumns.changeWidth
        }
        ofPrevious = end
        end -= FunnelColumns.shareWidth + 1
        ofAll = nil
        if width >= 52 {
            ofAll = end
            end -= FunnelColumns.shareWidth + 1
        }
        users = end
        let room = users - usersWidth - nameStart
        switch density {
        case .three:
            nameWidth = room
            barStart = nameStart
            barWidth = max(0, width - nameStart - 1)
        case .two, .one:
            nameWidth = max(8, min(room, max(18, room * 45 / 100)))
            barStart = nameStart + nameWidth + 1
            barWidth = max(0, users - usersWidth - barStart)
            if barWidth < 6 {
                barWidth = 0
                nameWidth = room
            }
        }
    }

    func drawHeading(in rect: Rect, format: Formatting, into buffer: inout CellBuffer) {
        buffer.put("step", x: rect.x + 1, y: rect.y, role: .heading)
        let x = rect.x
        let y = rect.y
        buffer.putNumber("users", end: x + users, y: y, width: usersWidth, role: .heading)
        if let ofAll { buffer.putNumber("of all", end: x + ofAll, y: y, width: 8, role: .heading) }
        buffer.putNumber("of prev", end: x + ofPrevious, y: y, width: 8, role: .heading)
        if let change { buffer.putNumber("change", end: x + change, y: y, width: 10, role: .heading) }
    }
}
