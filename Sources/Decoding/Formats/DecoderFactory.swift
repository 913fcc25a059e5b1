import Analytics

/// Makes decoders of an input: one per thread, all of one schema.
package enum DecoderFactory {
    /// A decoder for chunks of whole records; the caller skips `schema.headerLength` bytes at the start of the input.
    ///
    /// - Parameter number: goes into the batches' `decoder` by the caller; every decoder numbers texts on its own.
    package static func makeDecoder(
        schema: InputSchema, projection: Projection, number: Int
    ) -> any RecordDecoder {
        switch schema.format {
        case .jsonl, .nginxJSON, .caddy, .traefik, .segment, .snowplowJSON, .ga4, .posthog, .mixpanel, .amplitude,
            .cloudevents, .shopify:
            // Only exhausted memory makes the reader fail, and then every line is counted as malformed.
            JSONLinesDecoder(schema: schema, projection: projection)
                ?? DelimitedDecoder(schema: schema, projection: projection)
        case .csv, .tsv: DelimitedDecoder(schema: schema, projection: projection)
        case .columns: ColumnsDecoder(schema: schema, projection: projection)
        case .logfmt: LogfmtDecoder(schema: schema, projection: projection)
        case .w3c: W3CDecoder(schema: schema, projection: projection)
        case .snowplow: SnowplowDecoder(schema: schema, projection: projection)
        case .combined, .common, .vhost, .alb, .elb: AccessLogDecoder(schema: schema, projection: projection)
        }
    }
}
