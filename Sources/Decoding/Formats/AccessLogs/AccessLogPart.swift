import Analytics

/// The parts of a line of an access log that are fields as they come.
enum AccessLogPart: String, CaseIterable, Sendable {
    case time, ip, ident, auth, host, method, status, bytes, `protocol`, referrer, agent
    /// The request's target as it came, with its query.
    case target
    /// Of a load balancer: what the server behind it answered.
    case targetStatus = "target_status"
    /// Seconds that the answer took.
    case duration

    /// The parts that lines of a format have.
    static func parts(of format: InputFormat) -> [AccessLogPart] {
        switch format {
        case .combined: [.time, .ip, .ident, .auth, .method, .status, .bytes, .protocol, .referrer, .agent]
        case .vhost:
            [.time, .ip, .ident, .auth, .host, .method, .status, .bytes, .protocol, .referrer, .agent, .duration]
        case .alb, .elb: [.time, .ip, .host, .method, .status, .bytes, .protocol, .agent, .targetStatus, .duration]
        default: [.time, .ip, .ident, .auth, .method, .status, .bytes, .protocol]
        }
    }
}
