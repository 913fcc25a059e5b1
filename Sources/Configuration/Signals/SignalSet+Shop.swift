import Expressions

extension SignalSet {
    /// From the search to the review. The purchase itself is what they lead to, so it is none of them.
    static let shopSignals: [SignalDefinition] =
        [
            signal(
                "searched",
                names: [
                    "search", "searched", "search performed", "performed search", "product search", "products searched",
                    "searched products", "site search", "search submitted", "search executed", "view search results",
                    "search results viewed",
                ],
                pages: ["search", "suche", "recherche"]),
            signal(
                "product seen", .milestone,
                names: [
                    "product viewed", "product view", "viewed product", "view product", "view item", "item viewed",
                    "item view", "viewed item", "view content", "product detail viewed", "product details viewed",
                    "product detail view", "view product detail", "product page viewed", "product page view",
                    "pdp viewed", "pdp view",
                ],
                pages: ["products?/[^/]+", "p/[^/]+", "items?/[^/]+", "produkte?/[^/]+", "produits?/[^/]+", "dp/[^/]+"]),
            signal(
                "added to cart", .milestone,
                names: [
                    "added to (cart|basket|bag)", "add to (cart|basket|bag)", "product added", "added product",
                    "product added to (cart|basket|bag)", "added product to (cart|basket|bag)", "item added",
                    "item added to (cart|basket|bag)", "(cart|basket|bag) add", "(cart|basket) item added",
                ]),
            signal(
                "cart seen", .milestone,
                names: [
                    "(cart|basket|bag) viewed", "(cart|basket|bag) view", "view(ed)? (cart|basket|bag)",
                    "(cart|basket) opened", "open(ed)? (cart|basket)", "(cart|basket|bag)( page)?",
                ],
                pages: ["cart", "basket", "bag", "warenkorb", "panier"]),
            signal(
                "wishlist",
                names: [
                    "(product |item )?added (product |item )?to (wish list|favou?rites)",
                    "add to (wish list|favou?rites)",
                    "wish list (add|added|product added|item added)", "product (favou?rited|liked|saved)",
                    "favou?rite added",
                ]),
            signal(
                "checkout started", .milestone,
                names: [
                    "checkout", "checkout started", "started checkout", "start checkout", "begin checkout",
                    "checkout begun", "checkout began", "initiate checkout", "initiated checkout",
                    "checkout initiated", "checkout created", "proceed to checkout", "checkout viewed",
                    "shipping details",
                ],
                pages: ["checkouts?", "kasse", "commande"]),
            signal(
                "payment entered", .milestone,
                names: [
                    "add(ed)? payment info", "payment info (entered|added|submitted)",
                    "payment (entered|added|started)", "payment details( page)?",
                    "entered payment( info)?", "checkout payment", "payment (details|method) (entered|added|selected)",
                ],
                pages: ["checkout/payment", "payment"]),
            signal(
                "coupon applied",
                names: [
                    "(coupon|promo|voucher|discount)( code)? (applied|entered|redeemed|used)",
                    "appl(y|ied) (coupon|promo|voucher|discount)( code)?",
                ]),
            signal(
                "newsletter",
                names: [
                    "newsletter", "newsletter (sign up|signed up|subscribed|subscription|submitted|joined|opt in)",
                    "(subscribed?|signed up|sign up) (to |for )?newsletter",
                    "e mail (sign up|signed up|subscribed|captured)", "email list joined",
                ],
                pages: ["newsletter/(thanks?|thank-you|confirm|confirmed|success|done)"]),
            signal(
                "account created",
                names: [
                    "sign up", "signed up", "user signed up", "account created", "created account",
                    "create account", "customer created", "register", "registered", "user registered", "registration",
                    "complete registration", "completed registration", "registration completed",
                    "sign up (completed|success)",
                ]),
            signal(
                "review",
                names: [
                    "(product )?review (submitted|written|posted|created|added|left|completed)",
                    "product (reviewed|review|rated)",
                    "(submit|write|wrote|post|left|leave|add)(ed)? (product )?review",
                    "rating (submitted|added)", "review page",
                ]),
            repeatVisit,
        ] + engagement
}
