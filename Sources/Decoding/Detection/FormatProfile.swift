import Analytics

/// How one format is recognised, and what its fields mean. One file each, under `Formats/`.
struct FormatProfile: Sendable {
    /// How sure the sample makes one.
    struct Recognition: Sendable, Hashable {
        /// 0...1: 1 only for what nothing else can be.
        var certainty: Double
        /// In words, for `--explain-format`: "98 of 100 lines have the 131 columns of an enriched event".
        var reason: String
        /// How much of the sample it explains, 0...1, where `certainty` stands low only because many things can be read so;
        /// nil where they are the same.
        var fit: Double?
    }

    /// What the sample holds when it is read as this format.
    struct Reading: Sendable {
        /// With the parts that the format itself gives to fields in `mapping`; those left nil are found by name and value.
        var schema: InputSchema
        /// The sampled rows.
        var sampler: FieldSampler
    }

    var format: InputFormat
    /// nil when it is certainly not this format.
    var recognise: @Sendable (InputSample, InputDescription) -> Recognition?
    /// nil when nothing of the sample can be read so.
    var read: @Sendable (InputSample, InputDescription) -> Reading?
}

extension FormatProfile {
    /// Every format there is. Where two are equally certain the first one counts, so the particular stand before the general.
    static let all: [FormatProfile] = jsonFormats + textFormats
}
