/// What one byte does, by mode. A byte that ends a mode without belonging to it is left for the next.
extension JSONDocumentTranscoder {
    mutating func takeBetween(_ byte: UInt8, _ index: inout Int) {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ","): break
        case UInt8(ascii: "["): openArrays += 1
        case UInt8(ascii: "]"):
            openArrays = max(0, openArrays - 1)
            if let envelope, openArrays == envelope.outerArrays {
                structure.returnToEnvelope()
                passed = 0
                mode = .envelope
            }
        case UInt8(ascii: "{"): beginRecord()
        case 0xEF, 0xBB, 0xBF:
            let isMark = place.line == 0 && place.column < 3 && byte == [0xEF, 0xBB, 0xBF][place.column]
            guard isMark else { return beginGarbage() }
        default: return beginGarbage()
        }
        place.pass(byte)
        index += 1
    }

    private mutating func beginRecord() {
        recordColumn = place.column
        // Records of an envelope are no envelopes; a line that begins where the envelope's did follows a broken one.
        let isOutside = envelope.map { place.isLineStart && place.column <= $0.column } ?? true
        structure.begin(watchesBatches: isOutside)
        line.begin(at: place.line)
        line.put(UInt8(ascii: "{"))
        mode = .record
    }

    private mutating func beginGarbage() {
        line.begin(at: place.line)
        passed = 0
        mode = .garbage
    }

    mutating func takeInRecord(_ input: UnsafeRawBufferPointer, _ index: inout Int) {
        if !place.isLineStart || structure.isInString {
            // One byte over the limit at most, so that the line can leave.
            let end = min(input.count, index + limit + 1 - line.count)
            let plain = structure.skim(UnsafeRawBufferPointer(rebasing: input[..<end]), from: index)
            if plain > 0 {
                line.put(UnsafeRawBufferPointer(rebasing: input[index..<index + plain]))
                place.pass(count: plain)
                index += plain
                return line.leaveIfOver(limit)
            }
        } else if skipIndentation(input, &index) {
            return
        }
        let byte = input[index]
        let isEndless = line.isOpen && place.column <= recordColumn
        if isOpening(byte), place.isLineStart, !structure.mayBeginValue || isEndless {
            line.end()
            mode = .between
            return
        }
        switch structure.take(byte) {
        case .inside:
            line.put(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
            line.leaveIfOver(limit)
        case .closed:
            line.put(byte)
            line.end()
            mode = .between
        case .brokenString:
            line.end()
            passed = 0
            mode = .lineStart
        case .foreign:
            line.end()
            mode = .between
            return
        case .firstRecord, .emptyBatch: return enterEnvelope()
        }
        place.pass(byte)
        index += 1
    }

    /// The record turns out to be an envelope, and its first record begins or its batch ends.
    private mutating func enterEnvelope() {
        if line.isOpen { line.end() } else { line.discard() }
        if envelope != nil { fault = .damaged(.documents, detail: "an envelope is broken off") }
        let outer = envelope?.outerArrays ?? openArrays
        envelope = Envelope(column: recordColumn, outerArrays: outer)
        openArrays = outer + 1
        mode = .between
    }

    mutating func takeInEnvelope(_ input: UnsafeRawBufferPointer, _ index: inout Int) {
        if !place.isLineStart || structure.isInString {
            let plain = structure.skim(input, from: index)
            if plain > 0 {
                place.pass(count: plain)
                passed += plain
                index += plain
                return
            }
        } else if skipIndentation(input, &index) {
            return
        }
        let byte = input[index]
        let isEndless = passed > limit && place.column <= (envelope?.column ?? 0)
        if isOpening(byte), place.isLineStart, !structure.mayBeginValue || isEndless {
            return leaveEnvelope(isBroken: true, for: .between)
        }
        switch structure.take(byte) {
        case .inside: break
        case .closed: leaveEnvelope(isBroken: false, for: .between)
        case .brokenString: leaveEnvelope(isBroken: true, for: .lineStart)
        case .foreign: return leaveEnvelope(isBroken: true, for: .between)
        case .firstRecord, .emptyBatch:
            openArrays = (envelope?.outerArrays ?? 0) + 1
            mode = .between
            return
        }
        place.pass(byte)
        passed += 1
        index += 1
    }

    private mutating func leaveEnvelope(isBroken: Bool, for next: Mode) {
        if isBroken { fault = .damaged(.documents, detail: "an envelope is broken off") }
        openArrays = envelope?.outerArrays ?? 0
        envelope = nil
        mode = next
    }

    mutating func takeGarbage(_ input: UnsafeRawBufferPointer, _ index: inout Int) {
        let rest = UnsafeRawBufferPointer(rebasing: input[index...].prefix(limit + 1 - line.count))
        let length = LineLimit.firstNewline(in: rest)
        line.put(UnsafeRawBufferPointer(rebasing: rest[..<(length ?? rest.count)]))
        place.pass(count: length ?? rest.count)
        passed += length ?? rest.count
        index += length ?? rest.count
        if length != nil {
            line.end()
            place.pass(UInt8(ascii: "\n"))
            index += 1
            mode = .lineStart
        } else {
            line.leaveIfOver(limit)
        }
        // Not for ever: what looks like a record is one then.
        if passed > limit { recordColumn = .max }
    }

    mutating func takeLineStart(_ byte: UInt8, _ index: inout Int) {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ","):
            place.pass(byte)
            index += 1
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"):
            if place.column <= recordColumn { mode = .between } else { continueGarbage() }
        default: continueGarbage()
        }
    }

    private mutating func continueGarbage() {
        line.begin(at: place.line)
        mode = .garbage
    }

    private func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// Passes the spaces at the start of a line that goes on a record; false if there are none.
    private mutating func skipIndentation(_ input: UnsafeRawBufferPointer, _ index: inout Int) -> Bool {
        let start = index
        while index < input.count && (input[index] == UInt8(ascii: " ") || input[index] == UInt8(ascii: "\t")) {
            index += 1
        }
        place.column += index - start
        return index > start
    }
}
