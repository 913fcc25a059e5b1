/// The texts of one column over all decoders: a decoder's symbols are translated into ids of this table.
///
/// Id 0 is absent. Decoders tell of so many texts each (`SymbolTable`); those beyond have an id only if another decoder,
/// or one of an earlier run, has told of them.
struct TextTable {
    private(set) var texts: [String] = [""]
    private var ids: [String: UInt32] = [:]
    /// By decoder, then by the decoder's symbol.
    private var translations: [[UInt32]] = []
    /// UTF-8 bytes of all texts.
    private var textBytes = 0

    /// About: a long text has memory of its own, and stands in the list and the dictionary.
    var memoryBytes: Int {
        textBytes + texts.count * 32 + texts.capacity * 16 + ids.capacity * 28
            + translations.reduce(0) { $0 + $1.capacity * 4 }
    }

    /// Takes over the texts a decoder saw first in a batch.
    mutating func learn(_ newTexts: [String], decoder: Int) {
        while translations.count <= decoder { translations.append([0]) }
        for text in newTexts { translations[decoder].append(id(of: text)) }
    }

    /// The id of a text, made when new.
    mutating func id(of text: String) -> UInt32 {
        if let id = ids[text] { return id }
        let id = UInt32(texts.count)
        texts.append(text)
        textBytes += text.utf8.count
        ids[text] = id
        return id
    }

    /// The id of a text that has one.
    func known(_ text: String) -> UInt32? { ids[text] }

    /// From symbols of `decoder` to ids.
    func translation(decoder: Int) -> [UInt32] {
        decoder < translations.count ? translations[decoder] : [0]
    }
}

extension TextTable {
    func save(to writer: inout StateWriter) { writer.write(Array(texts.dropFirst())) }

    /// Decoders number their texts anew from here on: what they tell of as new finds its old id.
    mutating func restore(from reader: inout StateReader) throws(StateError) {
        for text in try reader.readStrings(count: Int(Symbol.transientBit) - 1, limit: StateLimits.text) {
            try StateReader.require(ids[text] == nil, "a text stands twice in a table")
            _ = id(of: text)
        }
    }
}
