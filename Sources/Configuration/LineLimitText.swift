import Analytics
import Expressions

/// A line limit as people write it, in the configuration and on the command line.
package enum LineLimitText {
    /// What it may be, in words.
    package static let range =
        "from \(SizeText.text(InputDescription.lineLimits.lowerBound)) to \(SizeText.text(InputDescription.lineLimits.upperBound))"

    /// nil for what is no size, and for one that is out of range.
    package static func bytes(_ text: String) -> Int? {
        SizeText.bytes(text).flatMap { InputDescription.lineLimits ~= $0 ? $0 : nil }
    }
}
