import CSimdjson

/// Fills the derived fields of a group's rows, before anything is read from them.
///
/// Texts that stand nowhere as they are go to the group's arena: none is longer than the parts of the record it is made of
/// and the signs between those.
final class FieldDerivation {
    private let fields: DerivedFields
    private let words: FixedWords
    private var botAnswers: [UInt64: Bool] = [:]
    private let channels: ChannelTexts?
    /// Agents remembered before all are forgotten again.
    private static let rememberedAgents = 65_536

    init(_ fields: DerivedFields) {
        self.fields = fields
        words = FixedWords()
        channels = fields.channel.map { ChannelTexts($0) }
    }

    /// - Returns: nothing; rows of bots that are left out get the status `bot`.
    func derive(_ group: RowGroup) {
        for index in 0..<group.count where group.lines[index].status == RawLineStatus.usable {
            let row = group.fields + index &* group.width
            if let bots = fields.bots, !admit(row, bots) {
                group.lines[index].status = RawLineStatus.bot
                continue
            }
            if let moment = fields.moment {
                row[moment.target] = joined(row[moment.date], row[moment.clock], with: 0x20, group)
            }
            if let visitor = fields.visitor { row[visitor.target] = self.visitor(row, visitor, group) }
            if let naming = fields.naming { name(row, naming, group) }
            if let page = fields.page { row[page.target] = plainPage(row, page, group) }
            if let page = fields.pageWithQuery { row[page.target] = wholePage(row, page) }
            if let channels { channels.fill(row) }
        }
    }

    // MARK: Bots

    /// False for a bot that is to be left out.
    private func admit(_ row: UnsafeMutablePointer<RawField>, _ bots: DerivedFields.Bots) -> Bool {
        let isBot = isBot(row[bots.agent])
        if let target = bots.target { row[target] = isBot ? words.yes : words.no }
        return !isBot || bots.areKept
    }

    private func isBot(_ agent: RawField) -> Bool {
        guard let start = agent.start, agent.kind == RawFieldKind.text, agent.length > 0 else { return false }
        let hash = Hash64.hash(start, count: Int(agent.length))
        if let answer = botAnswers[hash] { return answer }
        if botAnswers.count >= FieldDerivation.rememberedAgents { botAnswers.removeAll(keepingCapacity: true) }
        let answer = BotList.isBot(UnsafeBufferPointer(start: start, count: Int(agent.length)))
        botAnswers[hash] = answer
        return answer
    }

    // MARK: Times, users and names

    /// Two texts with a sign between them; absent unless both are there.
    private func joined(_ first: RawField, _ second: RawField, with sign: UInt8, _ group: RowGroup) -> RawField {
        guard let a = first.presentStart, let b = second.presentStart else { return RawField() }
        let target = group.freeArena
        target.update(from: a, count: Int(first.length))
        target[Int(first.length)] = sign
        (target + Int(first.length) + 1).update(from: b, count: Int(second.length))
        let length = Int(first.length) + 1 + Int(second.length)
        group.arenaUsed += length
        return RawField(start: target, length: UInt32(truncatingIfNeeded: length), kind: RawFieldKind.text)
    }

    /// The address, and eight digits that stand for the agent.
    private func visitor(
        _ row: UnsafeMutablePointer<RawField>, _ plan: DerivedFields.Visitor, _ group: RowGroup
    ) -> RawField {
        let address = EventAssembler.firstPresent(plan.addresses, row)
        guard let start = address.presentStart, let agent = row[plan.agent].presentStart else { return address }
        let target = group.freeArena
        let count = Int(address.length)
        target.update(from: start, count: count)
        target[count] = 0x2D
        var mark = UInt32(truncatingIfNeeded: Hash64.hash(agent, count: Int(row[plan.agent].length)))
        for place in 0..<8 {
            let digit = UInt8(mark & 15)
            target[count + 8 - place] = digit < 10 ? 0x30 + digit : 0x57 + digit
            mark >>= 4
        }
        group.arenaUsed += count + 9
        return RawField(start: target, length: UInt32(truncatingIfNeeded: count + 9), kind: RawFieldKind.text)
    }

    private func name(_ row: UnsafeMutablePointer<RawField>, _ naming: DerivedFields.Naming, _ group: RowGroup) {
        switch naming {
        case .typed(let target, let event, let type, let track, let name):
            let kind = row[type]
            if kind.presentStart == nil || kind.isEqual(to: track) {
                row[target] = event == target ? RawField() : row[event]
            } else if row[name].presentStart != nil {
                row[target] = joined(kind, row[name], with: 0x20, group)
            } else {
                row[target] = kind
            }
        case .request(let target, let method, let status):
            let isView = RequestKind.isPageView(method: row[method], status: row[status])
            row[target] = isView ? words.pageView : words.request
        }
    }

    // MARK: Pages

    private func plainPage(
        _ row: UnsafeMutablePointer<RawField>, _ plan: DerivedFields.Page, _ group: RowGroup
    ) -> RawField {
        let field = RequestKind.target(EventAssembler.firstPresent(plan.sources, row))
        guard let start = field.presentStart else { return RawField() }
        guard let path = PagePath.trim(start, count: Int(field.length)) else { return words.root }
        return PercentEncoding.decoded(path.start, path.count, plusIsSpace: false, group)
    }

    private func wholePage(_ row: UnsafeMutablePointer<RawField>, _ plan: DerivedFields.Page) -> RawField {
        let field = RequestKind.target(EventAssembler.firstPresent(plan.sources, row))
        guard let start = field.presentStart else { return RawField() }
        guard let path = PagePath.trim(start, count: Int(field.length)) else { return words.root }
        let end = start + Int(field.length)
        let count = ByteSearch.first(0x23, in: path.start, from: 0, to: end - path.start)
        return RawField(start: path.start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
    }
}

extension RawField {
    /// The first byte; nil when the field is absent or empty.
    var presentStart: UnsafePointer<UInt8>? { kind == RawFieldKind.absent || length == 0 ? nil : start }

    func isEqual(to text: [UInt8]) -> Bool {
        guard let start = presentStart, Int(length) == text.count else { return false }
        return text.indices.allSatisfy { start[$0] == text[$0] }
    }
}
