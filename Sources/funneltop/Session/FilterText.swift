import Expressions

/// A filter as it would be typed.
enum FilterText {
    static func make(_ filter: Filter) -> String { FilterPrinter.text(filter) }
}
