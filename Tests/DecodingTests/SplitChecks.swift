import Analytics
import Testing

@testable import Decoding

/// Decodes a text whole and split at every byte, alone and together with others, and expects the same each time; gives the whole.
func decodedAtEverySplit(
    _ text: String, _ columns: [String], _ description: InputDescription = InputDescription(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> DecodingDriver {
    let input = Array(text.utf8)
    let schema = try FormatDetection.detect(sample: input, description: description).get()
    let projection = Projection(columns: columns.map { .init($0, .symbol) })
    let whole = DecodingDriver(input, schema: schema, projection: projection)
    // Pieces of one byte wait at every byte there is; the longer ones meet each of the places with others around.
    for chunk in Array(1..<24) + Array(stride(from: 24, to: input.count, by: 7)) {
        let split = DecodingDriver(input, schema: schema, projection: projection, chunk: chunk)
        guard split.events == whole.events, split.tally == whole.tally else {
            Issue.record("chunk \(chunk): \(split.events) \(split.tally)", sourceLocation: sourceLocation)
            break
        }
    }
    return whole
}

/// What is found out of a text.
func detected(_ text: String, _ description: InputDescription = InputDescription()) throws -> InputSchema {
    try FormatDetection.detect(sample: Array(text.utf8), description: description).get()
}

func iso(_ microseconds: Int64) -> String { Timestamp(microseconds: microseconds).iso8601 }
