package tollgate.dashboards.rule;

import static tollgate.dashboards.rule.Scenario.closes;
import static tollgate.dashboards.rule.Scenario.opens;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;
import tollgate.requestlog.Outcome;

/** The pipeline itself, its hosts, and keys. */
final class PipelineScenarios {
    private static final String AUDIT = DataStream.AUDIT.in(Traffic.NAMESPACE);
    private static final String CPU = "system.cpu.total.norm.pct";
    private static final String MEMORY = "system.memory.actual.used.pct";

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "pipeline-silent",
                        "signs of life end",
                        12,
                        traffic -> {
                            signs(traffic, -60, 0);
                            signs(traffic, 10, 12);
                        },
                        opens(5, "rules", 300, 300),
                        closes(10, "rules")),
                Scenario.of("pipeline-silent", "only tried out", 12, traffic -> signs(traffic, -1, 0)),
                Scenario.of("pipeline-silent", "a short pause", 12, traffic -> {
                    signs(traffic, -60, 0);
                    signs(traffic, 4.5, 12);
                }),
                Scenario.of(
                        "requests-stopped",
                        "twenty a minute, then none",
                        17,
                        traffic -> {
                            traffic.requests().send(-70, 0, 20);
                            traffic.requests().send(15, 17, 20);
                        },
                        opens(11, "rules", 0, 0),
                        closes(16, "rules")),
                Scenario.of(
                        "requests-stopped",
                        "low traffic",
                        15,
                        traffic -> traffic.requests().send(-70, 0, 5)),
                Scenario.of("requests-stopped", "traffic fades", 15, traffic -> {
                    traffic.requests().send(-70, -55, 20);
                    traffic.requests().send(-54, 0, 1);
                }),

                // Visible at 4: those that ended 90 s before, 25 of them.
                Scenario.of(
                        "pipeline-late",
                        "90 s late",
                        22,
                        traffic -> traffic.requests()
                                .arrivesAfter(Duration.ofSeconds(90))
                                .send(0, 9, 10),
                        opens(5, "rules", 90, 60),
                        closes(20, "rules")),
                Scenario.of(
                        "pipeline-late",
                        "low traffic",
                        15,
                        traffic -> traffic.requests()
                                .arrivesAfter(Duration.ofSeconds(90))
                                .send(0, 9, 1)),
                Scenario.of(
                        "pipeline-late",
                        "old requests that arrive now",
                        15,
                        traffic -> traffic.requests()
                                .arrivesAfter(Duration.ofDays(2))
                                .send(-2_880, -2_871, 10)),
                Scenario.of(
                        "pipeline-late",
                        "slow answers that arrive in time",
                        15,
                        traffic -> traffic.requests().latency(120_000).send(0, 9, 10)),
                Scenario.of(
                        "records-refused",
                        "lines that are no JSON",
                        18,
                        traffic -> refused(traffic, "not_json", 0, 6),
                        opens(4, "rules,not_json", 5, 5),
                        closes(16, "rules,not_json")),
                Scenario.of("records-refused", "few", 10, traffic -> refused(traffic, "not_json", 0, 4)),
                Scenario.of("records-refused", "few of each reason", 10, traffic -> {
                    refused(traffic, "not_json", 0, 3);
                    refused(traffic, "negative", 0, 3);
                }),
                Scenario.of("records-refused", "recovered", 10, traffic -> refused(traffic, "not_json", -60, 40)),
                Scenario.of(
                        "counts-unequal",
                        "a document is missing until it is made good",
                        14,
                        traffic -> {
                            booked(traffic, -10, 14, 0);
                            traffic.requests().send(0, 0, 9);
                            book(traffic, 0, 10, 0, 0, 2);
                            traffic.requests()
                                    .arrivesAfter(Duration.ofSeconds(730))
                                    .send(0, 0, 1);
                        },
                        opens(8, "rules", 1, 1),
                        closes(13, "rules")),
                Scenario.of(
                        "counts-unequal",
                        "documents stand there twice",
                        10,
                        traffic -> {
                            booked(traffic, -10, 10, 0);
                            traffic.requests().send(0, 0, 12);
                            book(traffic, 0, 10, 0, 0, 2);
                        },
                        opens(8, "rules", 2, 1)),
                Scenario.of("counts-unequal", "refused and repeated lines are accounted for", 10, traffic -> {
                    booked(traffic, -10, 10, 0);
                    traffic.requests().send(0, 0, 5);
                    refused(traffic, "not_json", 0, 1);
                    book(traffic, 0, 5, 1, 4, 2);
                }),
                Scenario.of("counts-unequal", "late lines whose book is still on its way", 10, traffic -> {
                    booked(traffic, -10, 10, 99);
                    traffic.requests().arrivesAfter(Duration.ofMinutes(6)).send(0, 0, 4);
                    book(traffic, 0, 4, 0, 0, 8);
                }),
                Scenario.of("counts-unequal", "a minute that no book has", 10, traffic -> {
                    booked(traffic, -10, 10, 0);
                    traffic.requests().send(0, 0, 10);
                }),
                Scenario.of(
                        "key-abuse",
                        "ten denied a minute from one address",
                        10,
                        traffic -> traffic.requests()
                                .key(null, "198.51.100.0")
                                .ends(Outcome.POLICY, 401)
                                .send(0, 3, 10),
                        opens(2, "none,198.51.100.0", 20, 20),
                        closes(7, "none,198.51.100.0")),
                Scenario.of(
                        "key-abuse",
                        "low traffic",
                        10,
                        traffic -> traffic.requests().ends(Outcome.POLICY, 403).send(0, 10, 3)),
                Scenario.of(
                        "key-abuse",
                        "a client's own 400s",
                        10,
                        traffic -> traffic.requests()
                                .ends(Outcome.CLIENT_ERROR, 400)
                                .send(0, 10, 30)),
                Scenario.of(
                        "key-abuse",
                        "a content policy",
                        10,
                        traffic -> traffic.requests().ends(Outcome.POLICY, 451).send(0, 10, 30)),
                Scenario.of(
                        "key-old",
                        "91 days, then rotated",
                        180,
                        traffic -> {
                            key(traffic, -60, "key-7", 91);
                            key(traffic, -50, "key-8", 1);
                            key(traffic, 90, "key-7", 0);
                        },
                        opens(0, "key-7", 91, 90),
                        closes(120, "key-7")),
                Scenario.of("key-old", "90 days", 60, traffic -> key(traffic, -60, "key-7", 90)),
                Scenario.of("key-old", "rotated", 60, traffic -> {
                    key(traffic, -70, "key-7", 120);
                    key(traffic, -60, "key-7", 0);
                }),
                Scenario.of("key-old", "not heard of for long", 60, traffic -> key(traffic, -1_600, "key-7", 120)),
                Scenario.of(
                        "host-cpu",
                        "95 % for ten minutes",
                        15,
                        traffic -> sampled(traffic, -10, 15, 1, CPU, minute -> minute >= 0 && minute < 10 ? 0.95 : 0.2),
                        opens(5, "host-a", 95, 85),
                        closes(10, "host-a")),
                Scenario.of("host-cpu", "a single sample", 5, traffic -> sampled(traffic, 0, 0, 1, CPU, minute -> 1)),
                Scenario.of(
                        "host-cpu",
                        "just at the threshold",
                        10,
                        traffic -> sampled(traffic, -10, 10, 1, CPU, minute -> 0.85)),
                Scenario.of(
                        "host-cpu",
                        "a short burst",
                        10,
                        traffic -> sampled(traffic, -10, 10, 1, CPU, minute -> minute >= 0 && minute < 2 ? 1 : 0.3)),
                Scenario.of(
                                "host-cpu",
                                "a threshold of its own",
                                10,
                                traffic -> sampled(traffic, -10, 10, 1, CPU, minute -> 0.95))
                        .with("TOLLGATE_RULE_CPU_PERCENT", "97"),
                Scenario.of(
                        "host-memory",
                        "95 % for ten minutes",
                        15,
                        traffic ->
                                sampled(traffic, -10, 15, 1, MEMORY, minute -> minute >= 0 && minute < 10 ? 0.95 : 0.5),
                        opens(5, "host-a", 95, 90),
                        closes(10, "host-a")),
                Scenario.of(
                        "host-memory", "a single sample", 5, traffic -> sampled(traffic, 0, 0, 1, MEMORY, minute -> 1)),
                Scenario.of(
                        "host-memory",
                        "just at the threshold",
                        10,
                        traffic -> sampled(traffic, -10, 10, 1, MEMORY, minute -> 0.9)),
                Scenario.of(
                        "host-disk",
                        "5 % are free",
                        18,
                        traffic -> {
                            disk(traffic, -15, -1, 0.8);
                            disk(traffic, 0, 14, 0.95);
                            disk(traffic, 15, 18, 0.7);
                        },
                        opens(9, "host-a,/var", 5, 10),
                        closes(15, "host-a,/var")),
                Scenario.of("host-disk", "just at the threshold", 12, traffic -> disk(traffic, -12, 12, 0.9)),
                Scenario.of("host-disk", "full for moments", 12, traffic -> {
                    disk(traffic, -12, -1, 0.5);
                    disk(traffic, 0, 3, 0.99);
                    disk(traffic, 4, 12, 0.5);
                }),
                Scenario.of("host-disk", "two samples", 5, traffic -> disk(traffic, 0, 1, 0.99)),
                Scenario.of(
                        "service-down",
                        "checks fail for five minutes",
                        8,
                        traffic -> {
                            checked(traffic, -5, -0.5, "up");
                            checked(traffic, 0, 4.5, "down");
                            checked(traffic, 5, 8, "up");
                        },
                        opens(2, "gateway,host-a", 4, 2),
                        closes(5, "gateway,host-a")),
                Scenario.of("service-down", "a single check", 5, traffic -> checked(traffic, 0, 0, "down")),
                Scenario.of("service-down", "every other check fails", 5, traffic -> {
                    for (double minute = -2; minute < 5; minute++) {
                        checked(traffic, minute, minute, "up");
                        checked(traffic, minute + 0.5, minute + 0.5, "down");
                    }
                }),
                Scenario.of(
                        "scale-out",
                        "90 % for eight minutes",
                        10,
                        traffic -> sampled(traffic, -10, 10, 0.5, CPU, minute -> minute >= 0 && minute < 8 ? 0.9 : 0.2),
                        opens(5, "host-a", 90, 80),
                        closes(8, "host-a")),
                Scenario.of(
                        "scale-out",
                        "four minutes",
                        10,
                        traffic ->
                                sampled(traffic, -10, 10, 0.5, CPU, minute -> minute >= 0 && minute < 4 ? 0.9 : 0.2)),
                Scenario.of(
                        "scale-out",
                        "just at the threshold",
                        10,
                        traffic -> sampled(traffic, -10, 10, 0.5, CPU, minute -> 0.8)),
                Scenario.of(
                        "scale-out", "too few samples", 6, traffic -> sampled(traffic, 0, 6, 2, CPU, minute -> 0.95)));
    }

    private static void signs(Traffic traffic, double from, double to) {
        for (double minute = from; minute <= to; minute += 0.5) {
            traffic.document(RuleScenariosIT.HOST, minute, Map.of(CPU, 0.1));
        }
    }

    private static void refused(Traffic traffic, String reason, int from, int lines) {
        for (int i = 0; i < lines; i++) {
            traffic.document(
                    DataStream.INVALID.in(Traffic.NAMESPACE),
                    from + i,
                    Map.of(DocumentField.INVALID_REASON.documentPath(), reason));
        }
    }

    /** Minutes of ten requests that the books have, but for one minute. */
    private static void booked(Traffic traffic, int from, int to, int but) {
        for (int minute = from; minute <= to; minute++) {
            if (minute != but) {
                traffic.requests().send(minute, minute, 10);
                book(traffic, minute, 10, 0, 0, minute + 2);
            }
        }
    }

    /** What the books have of a minute, or the part of it that came late. */
    private static void book(Traffic traffic, int minute, int indexed, int refused, int repeated, int arrives) {
        traffic.document(
                RuleScenariosIT.RECONCILIATION,
                minute,
                Map.of(
                        DocumentField.LINES_READ.documentPath(),
                        indexed + refused + repeated,
                        DocumentField.LINES_INDEXED.documentPath(),
                        indexed,
                        DocumentField.LINES_REFUSED.documentPath(),
                        refused,
                        DocumentField.LINES_REPEATED.documentPath(),
                        repeated,
                        DocumentField.EVENT_INGESTED.documentPath(),
                        traffic.at(Duration.ofMinutes(arrives)).toString()));
    }

    private static void key(Traffic traffic, int minute, String id, int days) {
        traffic.document(
                AUDIT,
                minute,
                Map.of(Field.KEY_ID.documentPath(), id, DocumentField.KEY_AGE_DAYS.documentPath(), days));
    }

    private static void sampled(
            Traffic traffic, double from, double to, double each, String field, DoubleUnaryOperator value) {
        for (double minute = from; minute <= to; minute += each) {
            host(traffic, minute, Map.of(field, value.applyAsDouble(minute)));
        }
    }

    private static void disk(Traffic traffic, int from, int to, double used) {
        for (int minute = from; minute <= to; minute++) {
            host(traffic, minute, Map.of("system.filesystem.mount_point", "/var", "system.filesystem.used.pct", used));
            host(traffic, minute, Map.of("system.filesystem.mount_point", "/", "system.filesystem.used.pct", 0.3));
        }
    }

    private static void checked(Traffic traffic, double from, double to, String status) {
        for (double minute = from; minute <= to; minute += 0.5) {
            traffic.document(
                    RuleScenariosIT.HEARTBEAT,
                    minute,
                    Map.of(Field.HOST.documentPath(), "host-a", "monitor.name", "gateway", "monitor.status", status));
        }
    }

    private static void host(Traffic traffic, double minute, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(Field.HOST.documentPath(), "host-a");
        traffic.document(RuleScenariosIT.METRICBEAT, minute, all);
    }

    private PipelineScenarios() {}
}
