package tollgate.dashboards.rule;

/** Texts of rule files that are right, to be broken in one place each. */
final class RuleFiles {
    static final String SETTINGS = """
            errors_percent:
              default: 5
              least: 1
              most: 100
              meaning: failed requests, percent
            errors_minimum:
              default: 20
              least: 1
              most: 1000
              by: llm_gateway.tenant
              meaning: requests below which nothing is judged
            """;

    static final String RULE = """
            id: 0b0e6f3e-3c5e-5d0c-9f43-1f6c8a1b2c3d
            title: 'Errors'
            severity: page
            summary: 'More than ${errors_percent} % fail.'
            recovers: 'when fewer fail'
            group: [llm_gateway.tenant]
            minimum: errors_minimum
            window: 5m
            interval: 1m
            delay_runs: 2
            panel: errors/by-tenant
            query: |
              FROM metrics-llm_gateway.usage-*
              | STATS errors = SUM(llm_gateway.requests) BY llm_gateway.tenant
              | EVAL value = TO_DOUBLE(errors), threshold = TO_DOUBLE(${errors_percent})
              | WHERE errors >= ${errors_minimum} AND value >= threshold
              | KEEP llm_gateway.tenant, value, threshold, errors
            """;

    private RuleFiles() {}
}
