import Expressions

/// What signals add up to, and what each person has done of them. What is added can be taken back.
struct SignalTally: ~Copyable {
    /// Where a person's words lie: the signals done by bit, bit 63 where the person is known; the revenue of all events
    /// in ten-thousandths; times of the first event and the first conversion; by signal the time it was first true and
    /// how often it was.
    private enum Word {
        static let signals = 0
        static let revenue = 1
        static let first = 2
        static let conversion = 3
        static let times = 4
    }

    private static let known = Int64.min
    private let definitions: [SignalDefinition]
    private var records: SegmentedWords
    private var capacity = 0
    private(set) var users: [Int]
    private(set) var events: [Int]
    /// Sessions in which it was seen.
    private(set) var sessions: [Int]
    /// Of all events of the users who did it, in ten-thousandths.
    private(set) var revenue: [Int]
    private(set) var hasRevenue = false
    /// By signal, the row of its events and that of its sessions in the common series.
    private(set) var rows: [(events: Int, sessions: Int)] = []
    /// Times of derived signals that may still be taken back, by person and signal.
    private var open: [Key: [Int64]] = [:]
    /// Times in all of `open`.
    private var openCount = 0

    /// From so many times on they are looked through the next time.
    private var openLimit = 256

    private struct Key: Hashable {
        var person: Int
        var signal: Int
    }

    init(_ definitions: [SignalDefinition], _ series: inout TrafficSeries) {
        self.definitions = definitions
        records = SegmentedWords(stride: Word.times + 2 * definitions.count)
        users = definitions.map { _ in 0 }
        events = users
        sessions = users
        revenue = users
        for _ in definitions { rows.append((series.open(), series.open())) }
    }

    var memoryBytes: Int { records.memoryBytes + open.capacity * 32 + open.count * 32 + openCount * 16 }

    private func time(_ signal: Int) -> Int { Word.times + signal }
    private func number(_ signal: Int) -> Int { Word.times + definitions.count + signal }

    /// The words of a person, set up where there are none.
    @inline(__always)
    private mutating func words(_ person: Int) -> UnsafeMutablePointer<Int64> {
        if person >= capacity {
            records.ensure(count: person + 1)
            capacity = person + 1
        }
        let words = records.word(person)
        if words[Word.signals] & SignalTally.known == 0 { prepare(words) }
        return words
    }

    private func prepare(_ words: UnsafeMutablePointer<Int64>) {
        words[Word.signals] = SignalTally.known
        words[Word.revenue] = 0
        words[Word.first] = .max
        words[Word.conversion] = .max
        for signal in definitions.indices {
            words[time(signal)] = .max
            words[number(signal)] = 0
        }
    }

    // MARK: Rows

    /// A row of a person, with the signals found in it.
    mutating func see(
        _ person: Int, at time: Int64, _ found: UInt32, revenue amount: Int64?, isConversion: Bool, _ slot: Int,
        _ series: inout TrafficSeries
    ) {
        let words = words(person)
        words[Word.first] = min(words[Word.first], time)
        if isConversion { words[Word.conversion] = min(words[Word.conversion], time) }
        var rest = found
        while rest != 0 {
            let signal = rest.trailingZeroBitCount
            rest &= rest - 1
            add(signal, words, at: time, 1, slot, &series)
        }
        guard let amount else { return }
        hasRevenue = true
        guard amount != 0 else { return }
        words[Word.revenue] &+= amount
        addRevenue(Int(amount), words)
    }

    private mutating func addRevenue(_ amount: Int, _ words: UnsafeMutablePointer<Int64>) {
        var rest = UInt32(truncatingIfNeeded: words[Word.signals])
        while rest != 0 {
            revenue[rest.trailingZeroBitCount] &+= amount
            rest &= rest - 1
        }
    }

    private mutating func add(
        _ signal: Int, _ words: UnsafeMutablePointer<Int64>, at time: Int64, _ sign: Int, _ slot: Int,
        _ series: inout TrafficSeries
    ) {
        events[signal] += sign
        series.add(rows[signal].events, slot, sign)
        words[number(signal)] += Int64(sign)
        let bit = Int64(1) << Int64(signal)
        if sign > 0 {
            words[self.time(signal)] = min(words[self.time(signal)], time)
            guard words[Word.signals] & bit == 0 else { return }
            words[Word.signals] |= bit
            users[signal] += 1
            revenue[signal] &+= Int(words[Word.revenue])
        } else if words[number(signal)] == 0 {
            words[self.time(signal)] = .max
            words[Word.signals] &= ~bit
            users[signal] -= 1
            revenue[signal] &-= Int(words[Word.revenue])
        }
    }

    // MARK: Derived signals

    /// A derived signal is true of a person (`sign` 1), or is no longer (-1).
    mutating func raise(
        _ signal: Int, _ person: Int, at time: Int64, _ sign: Int, _ slot: Int, _ series: inout TrafficSeries
    ) {
        let words = words(person)
        add(signal, words, at: time, sign, slot, &series)
        let key = Key(person: person, signal: signal)
        if sign > 0 {
            open[key, default: []].append(time)
            openCount += 1
        } else if let place = open[key]?.firstIndex(of: time) {
            open[key]?.remove(at: place)
            openCount -= 1
            // Those no longer open are earlier than any that is taken back.
            if words[self.time(signal)] == time, let others = open[key], words[number(signal)] > 0 {
                let first = others.min() ?? time
                if others.count == Int(words[number(signal)]) || first < time { words[self.time(signal)] = first }
            }
            if open[key]?.isEmpty ?? false { open[key] = nil }
        }
    }

    /// No signal before `horizon` will be taken back any more.
    ///
    /// - Complexity: amortised O(1) per derived signal.
    mutating func commit(before horizon: Int64) {
        guard openCount > openLimit else { return }
        defer {
            openCount = open.values.reduce(0) { $0 + $1.count }
            openLimit = max(256, 2 * openCount)
        }
        open = open.compactMapValues { times in
            let left = times.filter { $0 >= horizon }
            return left.isEmpty ? nil : left
        }
    }

    /// Signals seen in a session that comes or goes.
    mutating func addSessions(_ seen: UInt32, _ sign: Int, _ slot: Int, _ series: inout TrafficSeries) {
        var rest = seen
        while rest != 0 {
            let signal = rest.trailingZeroBitCount
            rest &= rest - 1
            sessions[signal] += sign
            series.add(rows[signal].sessions, slot, sign)
        }
    }

    // MARK: Merging

    /// Two persons are found to be one: all that `source` did is `target`'s.
    mutating func merge(_ source: Int, into target: Int) {
        let from = words(source)
        let to = words(target)
        takeOut(from)
        takeOut(to)
        to[Word.signals] |= from[Word.signals]
        to[Word.revenue] &+= from[Word.revenue]
        to[Word.first] = min(to[Word.first], from[Word.first])
        to[Word.conversion] = min(to[Word.conversion], from[Word.conversion])
        for signal in definitions.indices {
            to[time(signal)] = min(to[time(signal)], from[time(signal)])
            to[number(signal)] += from[number(signal)]
            if let times = open.removeValue(forKey: Key(person: source, signal: signal)) {
                open[Key(person: target, signal: signal), default: []] += times
            }
        }
        for word in 0..<records.stride { from[word] = 0 }
        for signal in definitions.indices where to[Word.signals] & 1 << Int64(signal) != 0 {
            users[signal] += 1
            revenue[signal] &+= Int(to[Word.revenue])
        }
    }

    private mutating func takeOut(_ words: UnsafeMutablePointer<Int64>) {
        for signal in definitions.indices where words[Word.signals] & 1 << Int64(signal) != 0 {
            users[signal] -= 1
            revenue[signal] &-= Int(words[Word.revenue])
        }
    }

    // MARK: Saving

    func save(to writer: inout StateWriter) {
        records.save(capacity, to: &writer)
        for sums in [users, events, sessions, revenue] { writer.write(sums) }
        writer.write(hasRevenue)
        let keys = open.keys.sorted { ($0.person, $0.signal) < ($1.person, $1.signal) }
        writer.write(keys.map(\.person))
        writer.write(keys.map(\.signal))
        for key in keys { writer.write(open[key] ?? []) }
        writer.write(openLimit)
    }

    /// - Parameter persons: users there are.
    mutating func restore(from reader: inout StateReader, persons: Int) throws(StateError) {
        capacity = try records.restore(from: &reader, limit: persons)
        for person in 0..<capacity {
            try StateReader.require(holds(records.word(person)), "what a person did of signals is out of reach")
        }
        users = try reader.readTallies(count: definitions.count)
        events = try reader.readTallies(count: definitions.count)
        sessions = try reader.readTallies(count: definitions.count)
        revenue = try reader.readArray(of: Int.self, count: try reader.readCount(upTo: definitions.count))
        try StateReader.require(revenue.count == definitions.count, "the revenue of a signal is missing")
        hasRevenue = try reader.readBool()
        let owners = try reader.readArray(of: Int.self, limit: StateLimits.count)
        let signals = try reader.readArray(of: Int.self, limit: owners.count)
        try StateReader.require(
            owners.count == signals.count && owners.allSatisfy { $0 >= 0 && $0 < persons }
                && signals.allSatisfy(definitions.indices.contains), "a signal is nobody's")
        for (person, signal) in zip(owners, signals) {
            open[Key(person: person, signal: signal)] = try reader.readArray(of: Int64.self, limit: StateLimits.count)
        }
        openLimit = try reader.readCount(upTo: .max)
        openCount = open.values.reduce(0) { $0 + $1.count }
    }

    private func holds(_ words: UnsafePointer<Int64>) -> Bool {
        guard words[Word.signals] & SignalTally.known != 0 else { return true }
        let isTime = { (time: Int64) in time == .max || StateLimits.isTime(time) }
        return (words[Word.signals] & ~SignalTally.known) >> Int64(definitions.count) == 0
            && isTime(words[Word.first]) && isTime(words[Word.conversion])
            && definitions.indices.allSatisfy {
                isTime(words[time($0)]) && words[number($0)].magnitude <= StateLimits.count
            }
    }

    // MARK: Conversion

    /// Compares, for every signal, how fast users with it and without it convert (see `SignalLift`).
    ///
    /// - Parameter derived: the signals that are a conversion themselves.
    /// - Complexity: O(users × signals).
    func lifts(now: Int64, derivedConversions derived: [Int]) -> [SignalLift] {
        var everybody = AgeExposure()
        var lifts = definitions.map { _ in SignalLift() }
        for person in 0..<capacity {
            let words = records.word(person)
            guard words[Word.signals] & SignalTally.known != 0, words[Word.first] <= now else { continue }
            let first = words[Word.first]
            let conversion = derived.reduce(words[Word.conversion]) { min($0, words[time($1)]) }
            let hasConverted = conversion <= now
            let end = max(0, min(conversion, now) - first)
            everybody.add(until: end, 1)
            for signal in lifts.indices {
                let done = words[time(signal)]
                if done < conversion, done <= now {
                    let age = max(0, done - first)
                    lifts[signal].with.add(until: max(age, end), 1)
                    lifts[signal].with.add(until: age, -1)
                    if hasConverted { lifts[signal].convertedWith[AgeExposure.band(end)] += 1 }
                } else if hasConverted {
                    lifts[signal].convertedWithout[AgeExposure.band(end)] += 1
                }
            }
        }
        for signal in lifts.indices { lifts[signal].everybody = everybody }
        return lifts
    }
}
