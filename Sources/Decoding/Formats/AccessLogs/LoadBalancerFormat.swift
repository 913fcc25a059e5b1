import Analytics

extension FormatProfile {
    /// Logs of AWS application load balancers.
    static let applicationLoadBalancer = accessLog(
        .alb, certainty: 0.99, of: "a connection type, a time, a balancer, two addresses and a request",
        where: { line in
            line.split(separator: 0x20, maxSplits: 1).first.map { types.contains(String(decoding: $0, as: UTF8.self)) }
                ?? false
        })
    /// Logs of AWS classic load balancers.
    static let classicLoadBalancer = accessLog(
        .elb, certainty: 0.99, of: "a time, a balancer, two addresses and a request")

    private static let types: Set<String> = ["http", "https", "h2", "grpcs", "ws", "wss"]
}
