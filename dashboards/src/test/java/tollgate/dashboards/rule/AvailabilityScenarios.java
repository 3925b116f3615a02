package tollgate.dashboards.rule;

import static tollgate.dashboards.rule.Scenario.closes;
import static tollgate.dashboards.rule.Scenario.opens;

import java.time.Duration;
import java.util.List;
import tollgate.requestlog.Outcome;

/** Errors, slow answers, requests that hang. */
final class AvailabilityScenarios {
    static List<Scenario> all() {
        return List.of(
                // Visible at t: the minutes t-59 to t-2, 580 requests; 50 errors burn 50/580/0.005 = 17.24 of the
                // budget.
                Scenario.of(
                        "availability-fast",
                        "all requests of ten minutes fail",
                        20,
                        traffic -> {
                            traffic.requests().windowsOnly().send(-60, -1, 10);
                            traffic.requests()
                                    .ends(Outcome.UPSTREAM_ERROR, 502)
                                    .windowsOnly()
                                    .send(0, 9, 10);
                            traffic.requests().windowsOnly().send(10, 20, 10);
                        },
                        opens(6, "rules", 17.2414, 14.4),
                        closes(16, "rules")),
                Scenario.of(
                        "availability-fast",
                        "low traffic",
                        20,
                        traffic -> traffic.requests()
                                .ends(Outcome.UPSTREAM_ERROR, 502)
                                .windowsOnly()
                                .send(-60, 20, 1, 2)),
                Scenario.of("availability-fast", "a client's own 400s", 20, AvailabilityScenarios::clientErrors),
                Scenario.of("availability-fast", "recovered", 20, traffic -> {
                    traffic.requests().ends(Outcome.TIMEOUT, 504).windowsOnly().send(-30, -20, 10);
                    traffic.requests().windowsOnly().send(-19, 20, 10);
                }),

                // The minutes t-359 to t-2 with two requests each; at 15 the errors of 14 minutes.
                Scenario.of(
                        "availability-medium",
                        "all requests of forty minutes fail",
                        90,
                        traffic -> {
                            traffic.requests().windowsOnly().send(-360, -1, 2);
                            traffic.requests()
                                    .ends(Outcome.TIMEOUT, 504)
                                    .windowsOnly()
                                    .send(0, 39, 2);
                            traffic.requests().windowsOnly().send(40, 90, 2);
                        },
                        opens(15, "rules", 7.8212, 6),
                        closes(75, "rules")),
                Scenario.of(
                        "availability-medium",
                        "low traffic",
                        90,
                        traffic -> traffic.requests()
                                .ends(Outcome.UPSTREAM_ERROR, 502)
                                .windowsOnly()
                                .send(-360, 90, 1, 10)),
                Scenario.of("availability-medium", "a client's own 400s", 30, AvailabilityScenarios::clientErrors),
                Scenario.of("availability-medium", "recovered", 60, traffic -> {
                    traffic.requests()
                            .ends(Outcome.UPSTREAM_ERROR, 500)
                            .windowsOnly()
                            .send(-200, -100, 2);
                    traffic.requests().windowsOnly().send(-99, 60, 2);
                }),

                // Two requests each ten minutes: 864 in three days; at 45 ten of them have failed.
                Scenario.of(
                        "availability-slow",
                        "all requests of an hour fail",
                        450,
                        traffic -> {
                            traffic.requests().windowsOnly().send(-4400, -10, 2, 10);
                            traffic.requests()
                                    .ends(Outcome.UPSTREAM_ERROR, 503)
                                    .windowsOnly()
                                    .send(0, 50, 2, 10);
                            traffic.requests().windowsOnly().send(60, 450, 2, 10);
                        },
                        opens(45, "rules", 2.3148, 1),
                        closes(420, "rules")),
                Scenario.of(
                        "availability-slow",
                        "low traffic",
                        450,
                        traffic -> traffic.requests()
                                .ends(Outcome.UPSTREAM_ERROR, 502)
                                .windowsOnly()
                                .send(-4320, 450, 1, 120)),
                Scenario.of("availability-slow", "a client's own 400s", 60, AvailabilityScenarios::clientErrors),
                Scenario.of("availability-slow", "recovered", 60, traffic -> {
                    traffic.requests()
                            .ends(Outcome.UPSTREAM_ERROR, 500)
                            .windowsOnly()
                            .send(-1000, -500, 2, 10);
                    traffic.requests().windowsOnly().send(-490, 60, 2, 10);
                }),

                // 580 streamed answers; at 19 those of 18 minutes were late.
                Scenario.of(
                        "first-token-slow",
                        "first tokens take three seconds",
                        35,
                        traffic -> {
                            traffic.requests().firstToken(500).windowsOnly().send(-60, -1, 10);
                            traffic.requests()
                                    .firstToken(3_000)
                                    .latency(5_000)
                                    .windowsOnly()
                                    .send(0, 24, 10);
                            traffic.requests().firstToken(500).windowsOnly().send(25, 35, 10);
                        },
                        opens(19, "qwen-max", 31.0345, 30),
                        closes(30, "qwen-max")),
                Scenario.of(
                        "first-token-slow",
                        "low traffic",
                        20,
                        traffic -> traffic.requests()
                                .firstToken(9_000)
                                .latency(9_500)
                                .windowsOnly()
                                .send(-60, 20, 1, 2)),
                Scenario.of("first-token-slow", "recovered", 20, traffic -> {
                    traffic.requests().firstToken(3_000).windowsOnly().send(-40, -8, 10);
                    traffic.requests().firstToken(500).windowsOnly().send(-7, 20, 10);
                }),
                Scenario.of(
                        "first-token-slow",
                        "slow answers that are not streamed",
                        10,
                        traffic ->
                                traffic.requests().latency(20_000).windowsOnly().send(-60, 10, 10)),
                Scenario.of(
                                "first-token-slow",
                                "a limit of its own",
                                20,
                                traffic -> traffic.requests()
                                        .firstToken(3_000)
                                        .windowsOnly()
                                        .send(-60, 20, 10))
                        .with("TOLLGATE_RULE_FIRST_TOKEN_LIMIT_SECONDS", "5"),

                // The week: 672 answers of 2 s, and at 15 twenty of 5 s: an average of 2.0867 s.
                Scenario.of(
                        "latency-regression",
                        "answers take 5 s instead of 2 s",
                        60,
                        traffic -> {
                            traffic.requests().latency(2_000).windowsOnly().send(-10_060, -10, 2, 30);
                            traffic.requests().latency(5_000).windowsOnly().send(0, 30, 5);
                            traffic.requests().latency(2_000).windowsOnly().send(31, 60, 5);
                        },
                        opens(15, "qwen-max,false", 2.3961, 2),
                        closes(35, "qwen-max,false")),
                Scenario.of("latency-regression", "low traffic", 30, traffic -> {
                    traffic.requests().latency(2_000).windowsOnly().send(-10_060, -10, 2, 30);
                    traffic.requests().latency(20_000).windowsOnly().send(0, 30, 2);
                }),
                Scenario.of(
                        "latency-regression",
                        "a model without a past",
                        30,
                        traffic -> traffic.requests()
                                .model("new-model")
                                .latency(20_000)
                                .windowsOnly()
                                .send(0, 30, 5)),
                Scenario.of("latency-regression", "twice of very little", 30, traffic -> {
                    traffic.requests().latency(100).windowsOnly().send(-10_060, -10, 2, 30);
                    traffic.requests().latency(900).windowsOnly().send(0, 30, 5);
                }),
                Scenario.of("latency-regression", "recovered", 30, traffic -> {
                    traffic.requests().latency(2_000).windowsOnly().send(-10_060, -70, 2, 30);
                    traffic.requests().latency(9_000).windowsOnly().send(-60, -40, 5);
                    traffic.requests().latency(2_000).windowsOnly().send(-39, 30, 5);
                }),

                // Two models with six requests a minute each; at 1 one minute of two has failed.
                Scenario.of(
                        "provider-down",
                        "two models of a provider fail",
                        10,
                        traffic -> {
                            for (String model : List.of("qwen-max", "qwen-plus")) {
                                traffic.requests().model(model).send(-5, -1, 6);
                                traffic.requests()
                                        .model(model)
                                        .ends(Outcome.UPSTREAM_ERROR, 502)
                                        .send(0, 4, 6);
                                traffic.requests().model(model).send(5, 10, 6);
                            }
                        },
                        opens(1, "dashscope", 50, 50),
                        closes(7, "dashscope")),
                Scenario.of("provider-down", "low traffic", 5, traffic -> {
                    traffic.requests().ends(Outcome.TIMEOUT, 504).send(0, 4, 2);
                    traffic.requests()
                            .model("qwen-plus")
                            .ends(Outcome.TIMEOUT, 504)
                            .send(0, 4, 2);
                }),
                Scenario.of("provider-down", "one model of a provider fails", 5, traffic -> {
                    traffic.requests().ends(Outcome.UPSTREAM_ERROR, 502).send(0, 4, 12);
                    traffic.requests().model("qwen-plus").send(0, 4, 4);
                }),
                Scenario.of("provider-down", "a client's own 400s", 5, AvailabilityScenarios::clientErrors),
                Scenario.of("provider-down", "recovered", 5, traffic -> {
                    traffic.requests().ends(Outcome.UPSTREAM_ERROR, 502).send(-10, -4, 6);
                    traffic.requests()
                            .model("qwen-plus")
                            .ends(Outcome.UPSTREAM_ERROR, 502)
                            .send(-10, -4, 6);
                    traffic.requests().send(-3, 5, 12);
                }),
                Scenario.of("provider-down", "old failures that arrive now", 5, traffic -> {
                    for (String model : List.of("qwen-max", "qwen-plus")) {
                        traffic.requests()
                                .model(model)
                                .ends(Outcome.UPSTREAM_ERROR, 502)
                                .arrivesAfter(Duration.ofHours(1))
                                .send(-60, -58, 12);
                    }
                }),

                // Timeouts of 60 s: what began in minute 0 fails in minute 1.
                Scenario.of(
                        "model-down",
                        "a model does not answer",
                        10,
                        traffic -> {
                            traffic.requests().send(-5, -1, 12);
                            traffic.requests()
                                    .ends(Outcome.TIMEOUT, 504)
                                    .latency(60_000)
                                    .send(0, 4, 12);
                            traffic.requests().model("qwen-plus").send(-5, 10, 12);
                        },
                        opens(2, "dashscope,qwen-max", 100, 50),
                        closes(8, "dashscope,qwen-max")),
                Scenario.of(
                        "model-down",
                        "low traffic",
                        5,
                        traffic -> traffic.requests()
                                .ends(Outcome.UPSTREAM_ERROR, 502)
                                .send(0, 4, 4)),
                Scenario.of("model-down", "a client's own 400s", 5, AvailabilityScenarios::clientErrors),
                Scenario.of("model-down", "recovered", 5, traffic -> {
                    traffic.requests().ends(Outcome.UPSTREAM_ERROR, 502).send(-10, -4, 12);
                    traffic.requests().send(-3, 5, 12);
                }),
                Scenario.of("model-down", "a third fails", 5, traffic -> {
                    traffic.requests().send(0, 5, 20);
                    traffic.requests().ends(Outcome.UPSTREAM_ERROR, 502).send(0, 5, 10);
                }),

                // Eight minutes of 20 requests are visible; at 6 ten more were refused, for the third time enough.
                Scenario.of(
                        "throttling",
                        "two of 22 requests are refused",
                        20,
                        traffic -> {
                            traffic.requests().windowsOnly().send(-12, 20, 20);
                            traffic.requests()
                                    .ends(Outcome.RATE_LIMITED, 429)
                                    .windowsOnly()
                                    .send(0, 9, 2);
                        },
                        opens(6, "dashscope,qwen-max", 5.8824, 1),
                        closes(17, "dashscope,qwen-max")),
                Scenario.of(
                        "throttling",
                        "low traffic",
                        10,
                        traffic -> traffic.requests()
                                .ends(Outcome.RATE_LIMITED, 429)
                                .windowsOnly()
                                .send(0, 0, 5)),
                Scenario.of("throttling", "a small share", 10, traffic -> {
                    traffic.requests().windowsOnly().send(-10, 10, 200);
                    traffic.requests()
                            .ends(Outcome.RATE_LIMITED, 429)
                            .windowsOnly()
                            .send(-10, 10, 1);
                }),
                Scenario.of("throttling", "recovered", 10, traffic -> {
                    traffic.requests()
                            .ends(Outcome.RATE_LIMITED, 429)
                            .windowsOnly()
                            .send(-30, -12, 10);
                    traffic.requests().windowsOnly().send(-12, 10, 10);
                }),
                Scenario.of(
                        "hanging-requests",
                        "three requests are open for ten minutes",
                        15,
                        traffic -> hang(traffic, 3, 600_000),
                        opens(6, "qwen-max", 3, 3),
                        closes(11, "qwen-max")),
                Scenario.of("hanging-requests", "low traffic", 15, traffic -> hang(traffic, 2, 600_000)),
                Scenario.of("hanging-requests", "slow, but ended", 15, traffic -> hang(traffic, 10, 240_000)),
                Scenario.of("hanging-requests", "ended before", 15, traffic -> {
                    traffic.requests().latency(40_000).send(-20, 15, 5);
                    traffic.requests()
                            .ends(Outcome.ABORTED, 499)
                            .latency(40_000)
                            .send(-20, 15, 5);
                }));
    }

    private static void clientErrors(Traffic traffic) {
        traffic.requests().send(-60, 30, 1);
        traffic.requests().ends(Outcome.CLIENT_ERROR, 400).send(-10, 10, 10);
        traffic.requests().ends(Outcome.POLICY, 401).send(-10, 10, 10);
        traffic.requests().ends(Outcome.ABORTED, 499).send(-10, 10, 10);
        traffic.requests().model("qwen-plus").ends(Outcome.CLIENT_ERROR, 404).send(-10, 10, 10);
    }

    private static void hang(Traffic traffic, int count, long latencyMs) {
        for (int i = 0; i < count; i++) {
            String id = traffic.nextRequestId();
            Duration start = Duration.ofSeconds(10L * i);
            traffic.requests().slowStart().one(start, id);
            traffic.requests().latency(latencyMs).one(start, id);
        }
    }

    private AvailabilityScenarios() {}
}
