import Analytics
import CPrefetch

/// Numbers the texts of one column, from 1 up, inside a bound; a text beyond the bound becomes transient.
///
/// Open addressing. Texts of up to 16 bytes are compared as two words and live in the table itself;
/// longer ones are compared by hash, then by bytes.
struct SymbolTable: ~Copyable {
    private struct Place {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var length: UInt32 = 0
        /// 0: free.
        var id: UInt32 = 0
    }

    private var places: UnsafeMutablePointer<Place>
    private var mask: Int
    private var longTexts: UnsafeMutablePointer<UInt8>?
    private var longTextsCapacity = 0
    private var longTextsUsed = 0
    private var textBytes = 0
    private let maximumCount: Int
    private let maximumTextBytes: Int

    /// How many texts have a number.
    private(set) var count = 0
    /// Texts numbered since the owner last took them.
    var newTexts: [String] = []

    /// - Parameter maximumCount: at most 2^30.
    init(maximumCount: Int = 65_536, maximumTextBytes: Int = 8 << 20) {
        self.maximumCount = maximumCount
        self.maximumTextBytes = maximumTextBytes
        mask = 63
        places = .allocate(capacity: 64)
        places.initialize(repeating: Place(), count: 64)
    }

    deinit {
        places.deallocate()
        longTexts?.deallocate()
    }

    /// The symbol of a text; one that does not fit any more is appended to `transientTexts`.
    ///
    /// 8 bytes behind the text must be readable: words are loaded whole and masked.
    @inline(__always)
    mutating func symbol(
        _ text: UnsafePointer<UInt8>, count length: Int, transientTexts: inout [String]
    ) -> Symbol {
        if length == 0 { return .none }
        if length > 16 { return longSymbol(text, count: length, transientTexts: &transientTexts) }
        let (low, high) = SymbolTable.words(of: text, length)
        let key = UInt32(truncatingIfNeeded: length)
        var at = SymbolTable.spread(low, high, key) & mask
        while true {
            let place = places[at]
            if place.id == 0 { break }
            if place.low == low && place.high == high && place.length == key { return Symbol(place.id) }
            at = (at &+ 1) & mask
        }
        return insert(
            Place(low: low, high: high, length: key, id: 0), text, length, transientTexts: &transientTexts)
    }

    /// The bytes of a text of 1 to 16 bytes, as two words padded with zeros.
    @inline(__always)
    private static func words(of text: UnsafePointer<UInt8>, _ length: Int) -> (low: UInt64, high: UInt64) {
        let raw = UnsafeRawPointer(text)
        var low = raw.loadUnaligned(as: UInt64.self)
        var high: UInt64 = 0
        if length < 8 {
            low &= (1 << UInt64(truncatingIfNeeded: length &* 8)) &- 1
        } else if length > 8 {
            high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            if length < 16 { high &= (1 << UInt64(truncatingIfNeeded: (length &- 8) &* 8)) &- 1 }
        }
        return (low, high)
    }

    /// Too large for the nearest cache.
    var isLarge: Bool { mask >= 1024 }

    /// Asks for the place of a text, not empty, that will be looked up soon.
    @inline(__always)
    func prefetch(_ text: UnsafePointer<UInt8>, count length: Int) {
        var (low, high) = (UInt64(0), UInt64(0))
        if length > 16 {
            low = Hash64.hash(text, count: length)
        } else {
            (low, high) = SymbolTable.words(of: text, length)
        }
        cprefetch(places + (SymbolTable.spread(low, high, UInt32(truncatingIfNeeded: length)) & mask))
    }

    @inline(__always)
    private static func spread(_ low: UInt64, _ high: UInt64, _ length: UInt32) -> Int {
        let mixed = Hash64.fold(low ^ 0xA076_1D64_78BD_642F ^ UInt64(length), high ^ 0xE703_7ED1_A0B4_28DB)
        return Int(truncatingIfNeeded: mixed & 0x7FFF_FFFF)
    }

    @inline(never)
    private mutating func longSymbol(
        _ text: UnsafePointer<UInt8>, count length: Int, transientTexts: inout [String]
    ) -> Symbol {
        let hash = Hash64.hash(text, count: length)
        let key = UInt32(truncatingIfNeeded: length)
        var at = SymbolTable.spread(hash, 0, key) & mask
        while true {
            let place = places[at]
            if place.id == 0 { break }
            if place.low == hash && place.length == key && length > 16,
                SymbolTable.isEqual(longTexts, Int(place.high), text, length)
            {
                return Symbol(place.id)
            }
            at = (at &+ 1) & mask
        }
        return insert(
            Place(low: hash, high: UInt64(longTextsUsed), length: key, id: 0), text, length,
            transientTexts: &transientTexts)
    }

    private static func isEqual(
        _ texts: UnsafeMutablePointer<UInt8>?, _ offset: Int, _ text: UnsafePointer<UInt8>, _ length: Int
    ) -> Bool {
        guard let texts else { return false }
        for index in 0..<length where texts[offset + index] != text[index] { return false }
        return true
    }

    @inline(never)
    private mutating func insert(
        _ new: Place, _ text: UnsafePointer<UInt8>, _ length: Int, transientTexts: inout [String]
    ) -> Symbol {
        let string = String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
        guard count < maximumCount, textBytes + length <= maximumTextBytes else {
            transientTexts.append(string)
            return Symbol(Symbol.transientBit | UInt32(truncatingIfNeeded: transientTexts.count - 1))
        }
        if length > 16 { appendLong(text, length) }
        count += 1
        textBytes += length
        newTexts.append(string)
        var place = new
        place.id = UInt32(truncatingIfNeeded: count)
        if count * 2 > mask { grow() }
        put(place)
        return Symbol(place.id)
    }

    private mutating func appendLong(_ text: UnsafePointer<UInt8>, _ length: Int) {
        if longTextsUsed + length > longTextsCapacity {
            let capacity = max(4096, longTextsCapacity * 2, longTextsUsed + length)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            if let longTexts {
                larger.update(from: longTexts, count: longTextsUsed)
                longTexts.deallocate()
            }
            longTexts = larger
            longTextsCapacity = capacity
        }
        longTexts?.advanced(by: longTextsUsed).update(from: text, count: length)
        longTextsUsed += length
    }

    private mutating func put(_ place: Place) {
        // The same start as the two look-ups: a long text is spread by its hash alone.
        let high = place.length > 16 ? 0 : place.high
        var at = SymbolTable.spread(place.low, high, place.length) & mask
        while places[at].id != 0 { at = (at + 1) & mask }
        places[at] = place
    }

    private mutating func grow() {
        let old = places
        let oldCount = mask + 1
        mask = oldCount * 2 - 1
        places = .allocate(capacity: oldCount * 2)
        places.initialize(repeating: Place(), count: oldCount * 2)
        for index in 0..<oldCount where old[index].id != 0 { put(old[index]) }
        old.deallocate()
    }
}
