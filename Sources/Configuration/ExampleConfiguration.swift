/// An annotated configuration with every key that this version understands.
package enum ExampleConfiguration {
    package static let text = #"""
        # funneltop.yaml: every key is optional.

        # Where events come from: paths, relative to this file; globs; - for standard input.
        sources: ["logs/events-*.jsonl", "-"]

        # auto, or the name of a format, such as jsonl, csv, combined, segment, ga4.
        format: auto

        # Which field plays which part; what is not named is found from the data.
        fields:
          time: ts                  # or two, the day and the time of day: [date, time]
          user: user_id
          anonymous: anonymous_id
          session: session_id
          event: event
          page: properties.page
          id: message_id            # tells copies of one event apart from other events
          revenue: properties.revenue

        # For delimited text: names for columns, whether the first row is a header, the sign between columns.
        columns: [ts, user_id, anonymous_id, session_id, event, properties.page, message_id, properties.revenue]
        header: true
        delimiter: ";"

        # For times that carry no zone.
        timezone: UTC

        # How far out of order events may come and still count exactly: a duration, or all.
        lateness: 60s

        # How far ahead of the clock an event may be; one further ahead is left out and counted.
        ahead: 5m

        # A session ends after so long without an event.
        session_gap: 30m

        # Ids of one person, on several devices or before and after signing in, count as one user.
        stitching: true

        # Known bots: exclude, include.
        bots: exclude

        # Longer lines are left out and counted: 1K to 16M.
        line_limit: 64K

        # Which channel a visit came by: these rules are asked before the usual ones. Patterns with *, choices with |.
        channels:
          rules:
            - {channel: partners, source: "partner-*|affiliate"}
            - {channel: newsletter, medium: email, campaign: "weekly-*"}
            - {channel: our blog, referrer: blog.example.com}

        # Only events for which this holds exist.
        where: not bot = true

        # Micro-conversions. Ready-made: shop, saas, or both; alone it is said in one line, signals: shop.
        signals:
          use: shop                 # found by the names that trackers usually give, in any spelling
          wishlist: false           # leaves one of them out
          newsletter: newsletter_signup                      # an event, or a page such as /thanks
          product seen: {page: "/product/*", role: milestone}    # milestone, secondary; in place of the ready-made one
          search used: {page: "/search?q=*"}                 # a pattern with ? includes the query
          order page: {page_regex: '^/orders/\d+$'}
          large order: {event: purchased, where: revenue >= 200}
          came again: {when: where ga_session_number > 1}     # whatever the event
          asked for help: {when: chat_opened | /help/*}      # several, as in a funnel's step
          engaged: {session_length: ">= 2m"}
          looked around: {pages_per_session: ">= 5"}
          read the guide: {dwell: "/guide/*", at_least: 45s}     # until the next event; an event may stand here, too
          watched: {event: video_watched, seconds: properties.watched, at_least: 30s}    # minutes, milliseconds

        funnels:
          # An expression: steps, then clauses.
          checkout: product_viewed > added_to_cart > checkout_started > purchased where revenue > 0 within 1h

          # Or the same in keys.
          signup:
            steps:
              - {name: Landing, when: /}
              - {name: Form, when: form_opened | /signup}
              - {event: plan_chosen, optional: true}
              - {name: Done, event: account_created, first: true}
            within: 30m
            within_step: 20m
            order: ordered          # ordered, strict, any
            count: unique           # unique, total, session
            entry: best             # best, first
            ties: any               # any, strict, arrival; or, in place of it, grace: 2s
            per: account_id
            holding: campaign
            excluding:
              - {event: logout, between: [1, 3]}
              - {page: "/support/*"}
              - {when: error_shown where status >= 500}
            policy: drop            # drop, remove
            reuse: false
            open: false
            repeats: allowed        # allowed, stop

        # The funnel that is shown first, and whose conversions signals are measured by.
        kpi: checkout

        # Fields to break funnels down by; attribution is first, last, all or step N.
        breakdowns: [device, {field: country, attribution: last}]

        # Named filters on events.
        segments:
          mobile DE: device = mobile and country = DE
          big screens: screen_width >= 1920

        # Experiments: the field that carries the variants, and how they are judged.
        experiments:
          # A field alone: everything else is found from the data.
          banner: properties.experiment.banner

          # Everything that can be said.
          checkout_cta:
            variant: properties.experiment.checkout_cta   # or 2 to 3 fields, "a * b": a multivariate test
            control: A
            split: {A: 0.9, B: 0.1}   # expected shares, in any unit; equal ones otherwise
            phases:                   # changes of the split, in order; UTC where no zone stands
              - {from: 2026-11-21T14:00:00Z, split: {A: 0.5, B: 0.5}}
            exposure: experiment_viewed   # the first event that carries a variant otherwise
            conflicts: leave_out      # users seen in two arms: leave_out, first_arm
            within: 7d                # goals count so long after the exposure
            lift: 10 %                # the lift the test is made to find, or auto
            no_difference: 1 %        # smaller lifts make no difference
            multiplicity: closed      # closed, fdr
            covariate: properties.revenue_before
            compare_with: growthbook  # growthbook, statsig, eppo, z-test; decides nothing
            goals:
              - purchased
              - {revenue_per_user: properties.revenue}
              - {average_order_value: properties.revenue, on: purchased}
              - {newsletter: newsletter_signup}
              - {refunds: refunded, better: lower, primary: false}
              - {revenue_per_user: properties.profit, name: profit, unit: 5}   # may be negative: by difference

        view:
          theme: night
          range: 1h
          glyphs: auto              # auto, unicode, console, ascii
          fps: 4

        """#
}
