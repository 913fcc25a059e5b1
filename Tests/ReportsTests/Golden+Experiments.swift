extension Golden {
    /// `SampleExperiments.button`.
    static let button = """
        checkout_cta ────────────────────────────────── experiment · B wins on purchased
          arm   users   share  expected  conversions  orders    revenue
          A    10,012  33.4 %    33.3 %          501     520  40,100.50
          B    10,001  33.3 %    33.3 %          652     689  52,000.00
          C     9,987  33.3 %    33.3 %          540     561  43,210.00

            split as expected (e 0.3)

          purchased, share of users
            arm                          users      value       lift   95 % at all times
            A                           10,000     5.00 %
            B                           10,000     6.52 %    +30.3 %    +12.1 to +48.3 %
              ████████ 100 % e 1,204  winner, called 2026-11-21 13:41
              growthbook would say +10.0 to +50.0 %, decided
            C                           10,000     5.41 %     +8.1 %     −7.0 to +23.0 %
              ███▎      40 % e 3.4    leaning, no call: needs about 21,400 more users
          ★ B wins on purchased, called 2026-11-21 13:41.

          revenue, per user
            arm                          users      value       lift   95 % at all times
            A                           10,000       4.01
            B                           10,000       5.20    +29.8 %     −1.0 to +70.0 %
              ██████▍   80 % e 11     leaning, no call: needs about 1,900 more users
            C                           10,000       4.33     +8.0 %     −30.0 % or more
                         0 % e <0.1   undecided
            revenue is leaning, no call.
            amounts above 1,250.00 a user count as that: 3 of 1,204 buyers

          order value, per order
            arm                          users      value       lift   95 % at all times
            A                           10,000      77.12
            B                           10,000      75.47
                                      collecting: 12 of 50 orders in an arm
            C                           10,000
                                      no data
            nothing is called on order value yet: too little is known.

          support opened, share of users, lower is better
            arm                          users      value       lift   95 % at all times
            A                           10,000     31.0 %
            B                           10,000     30.0 %     −3.2 %    −20.0 to +15.0 %
                         0 % e 0.7    watched, never called
            C                           10,000     30.0 %     −3.2 %    −20.0 to +15.0 %
                         0 % e 0.7    watched, never called
            support opened is watched and never called.

          · 12 users seen in two arms, left out
          · less than a day: no full week yet
            since 2026-11-21 12:00 UTC, goals within 7 d, made to find a lift of 10.0 %
            At most 5 % of the experiments without any effect are ever called, however
            often one looks. Calls are made at steps of event time: every 15 s at first,
            later 1/256 of its age apart.

        """

    /// `SampleExperiments.crossed`.
    static let crossed = """
        cta * shipping ──────────────────────────────────────────────────── multivariate
            shipping = on wins on purchased; cta = B × shipping = on better together on
            purchased

          arm      users   share  expected
          A * off  7,500  25.0 %    33.3 %
          A * on   7,500  25.0 %    33.3 %
          B * off  7,500  25.0 %    33.3 %
          B * on   7,500  25.0 %    33.3 %

          ! split looks uneven (e 31): find out why before trusting a call

          purchased, share of users
            arm                          users      value       lift   95 % at all times
            A * off                     10,000     5.00 %
            A * on                      10,000     5.10 %     +2.0 %    −10.0 to +20.0 %
            B * off                     10,000     5.00 %      0.0 %      −2.0 to +2.0 %
            B * on                      10,000     7.00 %    +40.0 %    +20.0 to +60.0 %
            combinations are never called, effects are
            any arm differs: e 5e7
            each factor                                         lift   95 % at all times
            cta = B                                          +20.0 %    +10.0 to +30.0 %
              ████████ 100 % e 40     depends on the other factor
            shipping = on                                    +20.0 %    +10.0 to +30.0 %
              ████████ 100 % e 40     winner, called 2026-11-21 13:41
            together, beyond each                               lift   95 % at all times
            cta = B × shipping = on                          +20.0 %    +10.0 to +30.0 %
              ████████ 100 % e 40     better together, called 2026-11-21 13:41
          ★ shipping = on wins on purchased, called 2026-11-21 13:41; cta = B × shipping
            = on are better together on purchased, called 2026-11-21 13:41.

            At most 5 % of the experiments without any effect are ever called, however
            often one looks. Calls are made at steps of event time: every 15 s at first,
            later 1/256 of its age apart.

          segment mobile: exploratory, nothing is called here
            purchased, share of users
              arm                        users      value       lift   95 % at all times
              A * off                   10,000     5.00 %
              A * on                    10,000     5.10 %     +2.0 %    −10.0 to +20.0 %
              B * off                   10,000     5.00 %      0.0 %      −2.0 to +2.0 %
              B * on                    10,000     7.00 %    +40.0 %    +20.0 to +60.0 %

        """

    /// `SampleExperiments.broken`.
    static let broken = """
        banner ─────────────────────────────────────────────── experiment · split broken
          ! the split names neon, which is no variant so far; there are off, on
          ! the split changed at 2026-11-21 13:41: declare a phase from then on

          arm  users   share  expected
          off  9,000  30.0 %    33.3 %
          on   7,000  23.3 %    33.3 %

          ! split broken (e 1e40): nothing is called until it is mended
            most likely since 2026-11-21 13:41: off 50.0 %, on 50.0 % before, off
            90.0 %, on 10.0 % after

          purchased, share of users
            arm                          users      value       lift   95 % at all times
            off                         10,000     5.00 %
            on                          10,000     7.00 %    +40.0 %    +20.0 to +60.0 %
                                      split broken
            nothing is called on purchased: the split is broken.

          · 3 of 7 days: no full week yet
            At most 5 % of the experiments without any effect are ever called, however
            often one looks. Calls are made at steps of event time: every 15 s at first,
            later 1/256 of its age apart.

        """
}
