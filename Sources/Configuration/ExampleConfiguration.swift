/// An annotated configuration with every key that this version understands.
package enum ExampleConfiguration {
    package static let text = """
        # funneltop.yaml: every key is optional.

        # Where events come from: paths, globs, - for standard input.
        sources: ["logs/events-*.jsonl", "-"]

        # auto, or one of jsonl, csv, tsv, combined, common.
        format: auto

        # Which field plays which part; what is not named is found from the data.
        fields:
          time: ts
          user: user_id
          anonymous: anonymous_id
          session: session_id
          event: event
          page: properties.page
          revenue: properties.revenue

        # For delimited text: names for columns, whether the first row is a header, the sign between columns.
        columns: [ts, user_id, anonymous_id, session_id, event, properties.page, properties.revenue]
        header: true
        delimiter: ";"

        # For times that carry no zone.
        timezone: UTC

        # How far out of order events may come and still count exactly: a duration, or all.
        lateness: 60s

        # A session ends after so long without an event.
        session_gap: 30m

        # Only events for which this holds exist.
        where: not bot = true

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

        # The funnel that is shown first.
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

        """
}
