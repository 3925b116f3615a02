package tollgate.dashboards.rule;

import static tollgate.dashboards.rule.Scenario.closes;
import static tollgate.dashboards.rule.Scenario.opens;

import java.util.List;
import tollgate.requestlog.Outcome;

/** Money: minute 0 is noon of the 15th of a month, UTC. */
final class CostScenarios {
    private static final int MINUTES_PER_DAY = 1_440;
    private static final String MONTH = "TOLLGATE_RULE_BUDGET_MONTH";
    private static final String DAY = "TOLLGATE_RULE_BUDGET_DAY";

    static List<Scenario> all() {
        return List.of(
                // 80 dollars before, then one a minute; at t those of the minutes up to t-2 are there.
                Scenario.of(
                                "budget-warning",
                                "both levels of a month's budget",
                                30,
                                traffic -> {
                                    traffic.requests().cost(0.5).windowsOnly().send(-4_000, -4_000, 160);
                                    traffic.requests().cost(1.0).windowsOnly().send(0, 30, 1);
                                },
                                opens(10, "acme,month,85", 89, 85),
                                opens(20, "acme,month,95", 99, 95))
                        .with(MONTH, "100"),
                Scenario.of(
                        "budget-warning",
                        "no budget",
                        10,
                        traffic ->
                                traffic.requests().cost(1_000.0).windowsOnly().send(0, 10, 10)),
                Scenario.of(
                                "budget-warning",
                                "little spent",
                                10,
                                traffic -> traffic.requests()
                                        .cost(1.0)
                                        .windowsOnly()
                                        .send(0, 7, 10))
                        .with(MONTH, "100"),
                Scenario.of(
                                "budget-warning",
                                "a new month",
                                10,
                                traffic -> traffic.requests()
                                        .cost(1.0)
                                        .windowsOnly()
                                        .send(-20 * MINUTES_PER_DAY, -20 * MINUTES_PER_DAY, 99))
                        .with(MONTH, "100"),
                Scenario.of(
                                "budget-exhausted",
                                "a day's budget",
                                725,
                                traffic -> traffic.requests()
                                        .cost(1.0)
                                        .windowsOnly()
                                        .send(0, 20, 1),
                                opens(15, "acme,day", 140, 100),
                                closes(720, "acme,day"))
                        .with(DAY, "10"),
                Scenario.of(
                                "budget-exhausted",
                                "a tenant with a budget of its own",
                                10,
                                traffic -> {
                                    traffic.requests().cost(6.0).windowsOnly().send(0, 0, 1);
                                    traffic.requests()
                                            .tenant("little \"one\"")
                                            .cost(6.0)
                                            .windowsOnly()
                                            .send(0, 0, 1);
                                },
                                opens(5, "little \"one\",day", 120, 100))
                        .with(Rules.SETTINGS_FILE, "src/test/resources/own-budgets.yaml"),
                Scenario.of(
                        "budget-exhausted",
                        "no budget",
                        10,
                        traffic ->
                                traffic.requests().cost(1_000.0).windowsOnly().send(0, 10, 10)),
                Scenario.of(
                                "budget-exhausted",
                                "little spent",
                                10,
                                traffic -> traffic.requests()
                                        .cost(0.5)
                                        .windowsOnly()
                                        .send(0, 10, 1))
                        .with(DAY, "10"),
                Scenario.of(
                                "budget-exhausted",
                                "a new day",
                                10,
                                traffic -> traffic.requests()
                                        .cost(1.0)
                                        .windowsOnly()
                                        .send(-MINUTES_PER_DAY, -MINUTES_PER_DAY, 99))
                        .with(DAY, "10"),
                Scenario.of(
                        "cost-anomaly",
                        "four times the usual hour",
                        70,
                        traffic -> {
                            usual(traffic, 5);
                            traffic.requests().cost(1.0).windowsOnly().send(2, 2, 20);
                        },
                        opens(10, "acme,USD", 4, 3),
                        closes(65, "acme,USD")),
                Scenario.of("cost-anomaly", "low traffic", 30, traffic -> {
                    for (int day = 1; day <= 5; day++) {
                        traffic.requests()
                                .cost(0.1)
                                .windowsOnly()
                                .send(2 - day * MINUTES_PER_DAY, 2 - day * MINUTES_PER_DAY, 5);
                    }
                    traffic.requests().cost(1.0).windowsOnly().send(2, 2, 9);
                }),
                Scenario.of("cost-anomaly", "as usual", 30, traffic -> {
                    usual(traffic, 20);
                    traffic.requests().cost(1.0).windowsOnly().send(2, 2, 20);
                }),
                Scenario.of(
                        "cost-anomaly",
                        "a new tenant",
                        30,
                        traffic -> traffic.requests()
                                .tenant("new")
                                .cost(1.0)
                                .windowsOnly()
                                .send(2, 2, 100)),
                Scenario.of(
                        "unpriced-use",
                        "a model without a price",
                        75,
                        traffic -> traffic.requests()
                                .model("new-model")
                                .cost(null)
                                .windowsOnly()
                                .send(0, 9, 10),
                        opens(5, "dashscope,new-model", 100, 0.5),
                        closes(70, "dashscope,new-model")),
                Scenario.of(
                        "unpriced-use",
                        "low traffic",
                        10,
                        traffic -> traffic.requests().cost(null).windowsOnly().send(0, 0, 4)),
                Scenario.of("unpriced-use", "a client's own 400s have no cost", 10, CostScenarios::clientErrors),
                Scenario.of("unpriced-use", "a small share", 10, traffic -> {
                    traffic.requests().windowsOnly().send(-10, 0, 200);
                    traffic.requests().cost(null).windowsOnly().send(-10, -1, 1);
                }),
                Scenario.of(
                        "unmeasured-use",
                        "a provider does not count",
                        75,
                        traffic -> traffic.requests()
                                .provider(null)
                                .model("llama")
                                .unmeasured()
                                .windowsOnly()
                                .send(0, 9, 10),
                        opens(5, "unknown,llama", 100, 0.5),
                        closes(70, "unknown,llama")),
                Scenario.of(
                        "unmeasured-use",
                        "low traffic",
                        10,
                        traffic -> traffic.requests().unmeasured().windowsOnly().send(0, 0, 4)),
                Scenario.of("unmeasured-use", "a client's own 400s have no tokens", 10, CostScenarios::clientErrors),
                Scenario.of(
                        "unmeasured-use",
                        "measured and not priced",
                        10,
                        traffic -> traffic.requests().cost(null).windowsOnly().send(0, 9, 10)));
    }

    private static void usual(Traffic traffic, int dollars) {
        for (int day = 1; day <= 5; day++) {
            int minute = 2 - day * MINUTES_PER_DAY;
            traffic.requests().cost(1.0).windowsOnly().send(minute, minute, dollars);
        }
    }

    private static void clientErrors(Traffic traffic) {
        traffic.requests().windowsOnly().send(0, 10, 1);
        traffic.requests().ends(Outcome.CLIENT_ERROR, 400).windowsOnly().send(0, 10, 10);
        traffic.requests().ends(Outcome.ABORTED, 499).windowsOnly().send(0, 10, 10);
    }

    private CostScenarios() {}
}
