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

        view:
          theme: night
          range: 1h
          glyphs: auto              # auto, unicode, console, ascii
          fps: 4

        """
}
