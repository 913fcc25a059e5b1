import Analytics

extension InputDescription {
    /// This description where it says something, `other` elsewhere.
    func merging(over other: InputDescription) -> InputDescription {
        var merged = self
        merged.format = format ?? other.format
        merged.columns = columns ?? other.columns
        merged.hasNoHeader = hasNoHeader || other.hasNoHeader
        merged.delimiter = delimiter ?? other.delimiter
        merged.timeZone = timeZone ?? other.timeZone
        merged.includesBots = includesBots ?? other.includesBots
        merged.stitching = stitching ?? other.stitching
        merged.lineLimit = lineLimit ?? other.lineLimit
        merged.channels = channels ?? other.channels
        merged.fields = fields.merging(over: other.fields)
        return merged
    }
}
