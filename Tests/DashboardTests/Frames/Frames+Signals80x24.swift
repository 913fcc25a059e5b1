extension Frames {
    static let signals80x24 = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 08:02   14:02:31
        ╭─ signals ────────────────────────────────── lift on checkout: Purchased · 6 ─╮
        │  signal                  ▼ users    rate  session        lift  95 % interval │
        │▸ product seen            121,004  65.7 %   48.1 %   ▲ +31.0 %  +18.0 … +45.0 │
        │  engaged                  61,400  33.3 %   30.2 %    ~ +2.1 %   −6.0 … +11.0 │
        │  added to cart            41,119  22.3 %   19.1 %    ▲ +290 %    +241 … +346 │
        │  read the guide            9,212   5.0 %    4.1 %   ▼ −24.0 %   −39.0 … −8.0 │
        │  newsletter                   88  <0.1 %   <0.1 %     +40.0 %     collecting │
        │  five pages                    0     0 %      0 %           −  no comparison │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │  rate: of all users   lift: how much likelier to convert after it            │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  ↑↓ move  Space pause  < > sort  Enter detail  f filter  Esc q back
        """#
}
