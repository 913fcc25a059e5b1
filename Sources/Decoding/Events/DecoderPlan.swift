import Analytics

/// All that decoders are made by: inputs of which it is the same can be decoded by the same decoders.
package struct DecoderPlan: Sendable, Hashable {
    private let schema: InputSchema
    private let rows: RowPlan

    /// - Parameters:
    ///   - schema: where its sample shows other fields, it is the same plan as long as no field that is wanted changes
    ///     its place by that.
    package init(schema: InputSchema, projection: Projection) {
        rows = RowPlan(schema: schema, projection: projection)
        var schema = schema
        schema.headerLength = 0
        schema.fields = []
        schema.certainty = 1
        schema.reasons = []
        schema.alternatives = []
        self.schema = schema
    }
}
