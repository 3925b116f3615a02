package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tollgate.reprice.CostDifference;
import tollgate.reprice.ModelDifference;
import tollgate.reprice.RepriceReport;
import tollgate.reprice.Scope;
import tollgate.reprice.WindowCounts;

class RepriceFiguresTest {
    private static final Scope SCOPE =
            new Scope("default", Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z"), null);

    @Test
    void tableHasAllDigitsAndNoZeroForWhatIsUnknown() {
        StringWriter out = new StringWriter();

        RepriceFigures.print(report(true, null), new PrintWriter(out, true));

        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "model|requests|changed|version only|newly priced|newly unpriced|cost",
                        "alpha|1,200|7|3|2|1|CNY - -> 0.000000001; USD 1200.5 -> -",
                        "2 documents name no model or no time and are as they were");
    }

    @Test
    void jsonSaysTheSame() {
        assertThat(RepriceFigures.json(report(false, new WindowCounts(4, 5))).toString())
                .isEqualTo("{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-02T00:00:00Z\",\"model\":null,"
                        + "\"dry_run\":false,\"finished\":true,\"price_version\":\"v2\",\"requests\":1202,\"skipped\":2,"
                        + "\"models\":[{\"model\":\"alpha\",\"requests\":1200,\"changed\":7,\"version_only\":3,"
                        + "\"newly_priced\":2,\"newly_unpriced\":1,\"cost\":["
                        + "{\"currency\":\"CNY\",\"before\":null,\"after\":1E-9},"
                        + "{\"currency\":\"USD\",\"before\":1200.500000000,\"after\":null}]}],"
                        + "\"usage_windows\":{\"corrected\":4,\"incomplete\":5}}");
    }

    private static RepriceReport report(boolean dryRun, @Nullable WindowCounts windows) {
        Map<String, CostDifference> costs = Map.of(
                "USD", new CostDifference(new BigDecimal("1200.500000000"), null),
                "CNY", new CostDifference(null, new BigDecimal("0.000000001")));
        TreeMap<String, ModelDifference> models =
                new TreeMap<>(Map.of("alpha", new ModelDifference(1_200, 7, 3, 2, 1, costs)));
        return new RepriceReport(SCOPE, dryRun, true, "v2", models, 2, windows);
    }
}
