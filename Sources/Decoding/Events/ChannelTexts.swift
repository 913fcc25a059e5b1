import Analytics

/// Fills the channel of rows whose data has none: from campaign and referrer, worked out once per combination.
final class ChannelTexts {
    private let plan: DerivedFields.Channel
    private let classifier: ChannelClassifier
    private var answers: [UInt64: RawField] = [:]
    private var names: [String: RawField] = [:]
    /// One block per different name.
    private var blocks: [UnsafeMutablePointer<UInt8>] = []
    /// Combinations remembered before all are forgotten again.
    private static let remembered = 65_536

    init(_ plan: DerivedFields.Channel) {
        self.plan = plan
        classifier = ChannelClassifier(plan.rules)
    }

    deinit {
        for block in blocks { block.deallocate() }
    }

    func fill(_ row: UnsafeMutablePointer<RawField>) {
        var clues = [plan.medium, plan.source, plan.campaign, plan.referrer].map {
            EventAssembler.firstPresent($0, row)
        }
        let query = CampaignQuery(EventAssembler.firstPresent(plan.page, row))
        for (index, value) in [query.medium, query.source, query.campaign].enumerated()
        where clues[index].presentStart == nil {
            clues[index] = value
        }
        var key: UInt64 = query.hasClickID ? 3 : 5
        for clue in clues + [query.host ?? RawField()] {
            let hash = clue.presentStart.map { Hash64.hash($0, count: Int(clue.length)) } ?? 7
            key = Hash64.mixed(key, hash)
        }
        if let known = answers[key] {
            row[plan.target] = known
            return
        }
        if answers.count >= ChannelTexts.remembered { answers.removeAll(keepingCapacity: true) }
        let texts = clues.map(\.text)
        let field = field(
            classifier.channel(
                medium: texts[0], source: texts[1], campaign: texts[2], referrer: texts[3],
                hasClickID: query.hasClickID, ownHost: query.host?.text ?? plan.ownHost))
        answers[key] = field
        row[plan.target] = field
    }

    private func field(_ name: String) -> RawField {
        if let known = names[name] { return known }
        let bytes = Array(name.utf8)
        let block = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + RecordDecoding.padding)
        block.initialize(repeating: 0, count: bytes.count + RecordDecoding.padding)
        block.update(from: bytes, count: bytes.count)
        blocks.append(block)
        let field = RawField(start: block, length: UInt32(truncatingIfNeeded: bytes.count), kind: RawFieldKind.text)
        names[name] = field
        return field
    }
}

extension RawField {
    /// nil when absent or empty.
    var text: String? {
        presentStart.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self) }
    }
}
