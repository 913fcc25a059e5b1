import TerminalUI

/// The line being typed, and under it what is wrong or what could follow.
///
///      filter country = DEE▏
///      ! …
struct PromptLine {
    var prompt: Prompt

    func draw(into buffer: inout CellBuffer) {
        let y = buffer.height - 3
        buffer.fill(Rect(x: 0, y: y, width: buffer.width, height: 2), role: .input)
        let start = 1 + buffer.put(prompt.sign, x: 1, y: y, role: .key)
        let room = buffer.width - start - 2
        guard room > 0 else { return }
        drawText(from: start, y: y, room: room, into: &buffer)
        if let error = prompt.error {
            buffer.put("! \(error)", x: 1, y: y + 1, role: .error, width: buffer.width - 2)
        } else if prompt.isPending {
            buffer.put("computing…", x: 1, y: y + 1, role: .dim, width: buffer.width - 2)
        } else if let hint = prompt.hint ?? advice {
            buffer.put(hint, x: 1, y: y + 1, role: .dim, width: buffer.width - 2)
        }
    }

    /// The part of the line around the cursor that fits.
    private func drawText(from start: Int, y: Int, room: Int, into buffer: inout CellBuffer) {
        var first = prompt.cursor
        var used = 1
        while first > 0 {
            let width = cells(prompt.characters[first - 1])
            if used + width > room { break }
            used += width
            first -= 1
        }
        var x = start
        for index in first...prompt.characters.count {
            let character = index < prompt.characters.count ? prompt.characters[index] : " "
            let width = cells(character)
            guard x + width <= start + room else { break }
            buffer.put(
                String(character), x: x, y: y,
                role: index == prompt.cursor || prompt.isPrefilled ? .selection : .input, width: width)
            x += width
        }
    }

    private func cells(_ character: Character) -> Int {
        max(1, CharacterWidth.ofText(SafeText.make(String(character))))
    }

    private var advice: String? {
        guard prompt.characters.isEmpty else { return nil }
        switch prompt.purpose {
        case .filter: return "as in country = DE and revenue > 0; empty counts all events"
        case .search: return "a text in events and values; n and N go on"
        case .window: return "as in 30m, 1h or 7d, counted from the first step; empty is no limit"
        case .name: return "empty calls it by its first and last step"
        case .command: return Command.Name.allCases.map(\.rawValue).joined(separator: "  ")
        }
    }
}
