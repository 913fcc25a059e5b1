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
        // A day and its time of day belong together.
        if fields.time == nil {
            merged.fields.time = other.fields.time
            merged.fields.timeOfDay = other.fields.timeOfDay
        }
        merged.fields.user = fields.user ?? other.fields.user
        merged.fields.anonymous = fields.anonymous ?? other.fields.anonymous
        merged.fields.session = fields.session ?? other.fields.session
        merged.fields.event = fields.event ?? other.fields.event
        merged.fields.page = fields.page ?? other.fields.page
        merged.fields.id = fields.id ?? other.fields.id
        merged.fields.revenue = fields.revenue ?? other.fields.revenue
        return merged
    }
}
