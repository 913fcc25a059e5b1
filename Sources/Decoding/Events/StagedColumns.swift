import Analytics

/// The events of one call of `decode`, in plain memory, before they are appended to the batch in one go.
struct StagedColumns: ~Copyable {
    private(set) var times: UnsafeMutablePointer<Int64>
    private(set) var users: UnsafeMutablePointer<UInt64>
    private(set) var events: UnsafeMutablePointer<Symbol>
    /// 8 bytes per event and column, whatever its kind.
    private(set) var columns: [UnsafeMutableRawPointer]
    private(set) var capacity = 4096
    var count = 0

    init(columnCount: Int) {
        times = .allocate(capacity: capacity)
        users = .allocate(capacity: capacity)
        events = .allocate(capacity: capacity)
        let size = capacity
        columns = (0..<columnCount).map { _ in .allocate(byteCount: size * 8, alignment: 8) }
    }

    deinit {
        times.deallocate()
        users.deallocate()
        events.deallocate()
        for column in columns { column.deallocate() }
    }

    /// Makes room for `more` events behind those that are there.
    mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(capacity * 2, count + more)
        times = StagedColumns.moved(times, count, larger)
        users = StagedColumns.moved(users, count, larger)
        events = StagedColumns.moved(events, count, larger)
        for index in columns.indices {
            let new = UnsafeMutableRawPointer.allocate(byteCount: larger * 8, alignment: 8)
            new.copyMemory(from: columns[index], byteCount: count * 8)
            columns[index].deallocate()
            columns[index] = new
        }
        capacity = larger
    }

    private static func moved<T>(
        _ old: UnsafeMutablePointer<T>, _ count: Int, _ capacity: Int
    ) -> UnsafeMutablePointer<T> {
        let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        new.update(from: old, count: count)
        old.deallocate()
        return new
    }

    /// Appends everything to the batch and begins anew.
    mutating func move(to batch: inout EventBatch) {
        batch.times.append(contentsOf: UnsafeBufferPointer(start: times, count: count))
        batch.users.append(contentsOf: UnsafeBufferPointer(start: users, count: count))
        batch.events.append(contentsOf: UnsafeBufferPointer(start: events, count: count))
        for index in columns.indices {
            let start = columns[index]
            switch batch.columns[index] {
            case .symbols(var symbols):
                // Emptied first, so that the append does not copy what is there.
                batch.columns[index] = .symbols([])
                symbols.append(contentsOf: StagedColumns.view(start, count, as: Symbol.self))
                batch.columns[index] = .symbols(symbols)
            case .numbers(var numbers):
                batch.columns[index] = .numbers([])
                numbers.append(contentsOf: StagedColumns.view(start, count, as: Double.self))
                batch.columns[index] = .numbers(numbers)
            case .keys(var keys):
                batch.columns[index] = .keys([])
                keys.append(contentsOf: StagedColumns.view(start, count, as: UInt64.self))
                batch.columns[index] = .keys(keys)
            }
        }
        count = 0
    }

    private static func view<T>(_ start: UnsafeMutableRawPointer, _ count: Int, as type: T.Type) -> UnsafeBufferPointer<
        T
    > {
        UnsafeBufferPointer(start: start.assumingMemoryBound(to: type), count: count)
    }
}
