import Expressions

extension SignalSet {
    /// From the pricing page to a team that works with it. The first payment is what they lead to, so it is none of them.
    static let saasSignals: [SignalDefinition] =
        [
            signal(
                "pricing seen", .milestone,
                names: [
                    "(view(ed)? )?pricing( page)?( viewed| view| seen)?", "plans? (viewed|compared|seen)",
                    "view(ed)? plans?",
                ],
                pages: ["pricing", "plans?", "preise", "tarifs"]),
            signal(
                "signed up", .milestone,
                names: [
                    "sign up", "signed up", "user signed up", "user sign up", "account created",
                    "created account", "create account", "user created", "register", "registered", "user registered",
                    "registration", "complete registration", "completed registration", "registration completed",
                    "sign up (completed|success|succeeded)", "workspace created", "organization created",
                ]),
            signal(
                "trial started", .milestone,
                names: [
                    "(free )?trial (started|start|begun|began|created|activated)",
                    "(start|started|begin|began) (free )?trial",
                ]),
            signal(
                "activated", .milestone,
                names: [
                    "activated", "activation", "(user|account) activated", "activation (completed|reached)",
                    "onboarding (completed|complete|finished|done)", "(completed?|finished) onboarding",
                    "set up (completed|complete|finished|done)", "(completed?|finished) set up",
                    "tutorial (complete|completed|finished)", "aha moment( reached)?", "first value( reached)?",
                ]),
            signal(
                "key feature used", .milestone,
                names: [
                    "(key |core )?feature used", "used (key |core )?feature",
                    "(key |core )?action (completed|performed)",
                    "(project|document|report|dashboard|board|campaign|workflow|task|page|site|file|form) created",
                    "created? (project|document|report|dashboard|board|campaign|workflow|task|page|site|file|form)",
                ]),
            signal(
                "integration connected", .milestone,
                names: [
                    "integration (connected|added|enabled|installed|created|completed|set up)",
                    "(connect|connected|add|added|enable|enabled|install|installed) integration",
                    "(data source|app|api key) (connected|installed|created)", "webhook created",
                ]),
            signal(
                "invited others", .milestone,
                names: [
                    "invited", "invite", "invites? sent", "sent invites?", "invitations? sent",
                    "(user|member|teammate|team member|colleague|friend)s? (invited|added)",
                    "(invited?|added?) (user|member|teammate|team member|colleague|friend)s?",
                ]),
            signal(
                "upgrade seen", .milestone,
                names: [
                    "(upgrade|paywall|billing)( page| modal| prompt)? (viewed|view|shown|seen|opened|clicked)",
                    "view(ed)? (upgrade|paywall|billing)( page)?", "(clicked|click) upgrade",
                ],
                pages: ["upgrade", "(settings|account)/billing", "billing"]),
            signal(
                "demo requested",
                names: [
                    "demo (requested|booked|scheduled|request)",
                    "(request|requested|book|booked|schedule|scheduled) demo",
                    "(contact|contacted) sales", "sales contacted",
                ]),
            signal(
                "read the docs",
                names: [
                    "docs? (viewed|read|opened)", "documentation (viewed|read|opened)",
                    "help (article )?(viewed|opened)",
                ],
                pages: ["docs", "documentation", "help", "support"]),
            repeatVisit,
        ] + engagement
}
