extension Frames {
    static let discovery120x40 = #"""
         funneltop   shop.jsonl   reading 43 %   2,413 ev/s   lag 0.4 s    184,302 users                last 6 h ◂ ▸   14:02:31
        ╭─ a funnel for this data ─────── in the first 5,000 rows ─╮╭─ what is in shop.jsonl ──────────────────────────────────╮
        │ checkout   within 1 h · unique users                     ││ jsonl: certain (99.0 %)   looked at the first 5,000 rows │
        │  1 Viewed product           1,409   100 %  █████████████ ││ each line is a JSON object; the same keys in all of them │
        │  2 Added to cart              371  26.3 %  ███▍───────── ││ 21 Nov 08:02 to 08:27, 25 m 00 s   1,471 users           │
        │  3 Checkout started            79   5.6 %  ▊──────────── │╰──────────────────────────────────────────────────────────╯
        │  4 Purchased                   40   2.8 %  ▍──────────── │╭─ fields ───────────────────────────────────────────── 9 ─╮
        │ purchased carries revenue and comes last; these are the  ││  field              taken for   for example              │
        │ events most users do before it, in this order.           ││  ts                 time        2026-11-21T08:02:31Z, 2… │
        │ Enter counts it live   e changes it   s saves it         ││  user_id            user        u83121, u10442, u77120   │
        ╰──────────────────────────────────────────────────────────╯│  anonymous_id       anonymous   a1, a2                   │
        ╭─ events and pages ────────────────────── counted so far ─╮│  event              event       product_viewed, search,… │
        │  event                 events      users                 ││  properties.page    page        /, /product/4711, /cart  │
        │  product_viewed       402,118    140,302  ██████████████ ││  properties.reven…  revenue     41.90, 12.50             │
        │  search               131,406     88,120  ████▋          ││  country            country     DE, FR, US               │
        │  added_to_cart         50,212     41,119  █▊             ││  context.device     device      mobile, desktop, tablet  │
        │  checkout_error        21,040     18,004  ▊              ││  context.app.buil…  number      5200, 5201               │
        │  checkout_started       5,610      5,220  ▎              ││                                                          │
        │  purchased              2,032      1,998  ▏              ││                                                          │
        │  pages                                                   ││                                                          │
        │  /                      1,204        988  ██████████████ ││                                                          │
        │  /product/4711            310        204  ███▋           ││                                                          │
        │  /cart                    260        198  ███            ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        ╰──────────────────────────────────────────────────────────╯╰──────────────────────────────────────────────────────────╯
         ? help  Enter take it  e change it  s save  0-9 view  ↑↓ move  Space pause  f filter  / search  : command  q quit
        """#
}
