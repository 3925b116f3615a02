package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tollgate.reprice.CostDifference;
import tollgate.reprice.ModelDifference;
import tollgate.reprice.RepriceReport;
import tollgate.reprice.WindowCounts;

/** Says what repricing changed, model by model, as a table for people or as JSON. Amounts have all their digits. */
final class RepriceFigures {
    private static final String ROW = "%-28s  %12s  %12s  %12s  %12s  %14s  %s%n";

    static void print(RepriceReport report, PrintWriter out) {
        out.printf(ROW, "model", "requests", "changed", "version only", "newly priced", "newly unpriced", "cost");
        report.models()
                .forEach((model, found) -> out.printf(
                        ROW,
                        model,
                        "%,d".formatted(found.requests()),
                        "%,d".formatted(found.changed()),
                        "%,d".formatted(found.versionOnly()),
                        "%,d".formatted(found.newlyPriced()),
                        "%,d".formatted(found.newlyUnpriced()),
                        costs(found)));
        if (report.skipped() > 0) {
            out.printf("%,d documents name no model or no time and are as they were%n", report.skipped());
        }
    }

    private static String costs(ModelDifference found) {
        return found.costs().entrySet().stream()
                .map(cost -> cost.getKey() + " " + text(cost.getValue().before()) + " -> "
                        + text(cost.getValue().after()))
                .collect(Collectors.joining("; "));
    }

    /** What is not known is not zero. */
    private static String text(@Nullable BigDecimal amount) {
        return amount == null ? "-" : plain(amount).toPlainString();
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.stripTrailingZeros();
    }

    static ObjectNode json(RepriceReport report) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("from", report.scope().from().toString())
                .put("to", report.scope().to().toString())
                .put("model", report.scope().model())
                .put("dry_run", report.dryRun())
                .put("finished", report.finished())
                .put("price_version", report.priceVersion())
                .put("requests", report.requests())
                .put("skipped", report.skipped());
        ArrayNode models = json.putArray("models");
        report.models().forEach((model, found) -> model(models.addObject().put("model", model), found));
        WindowCounts windows = report.windows();
        if (windows != null) {
            json.putObject("usage_windows")
                    .put("corrected", windows.corrected())
                    .put("incomplete", windows.incomplete());
        }
        return json;
    }

    private static void model(ObjectNode model, ModelDifference found) {
        model.put("requests", found.requests())
                .put("changed", found.changed())
                .put("version_only", found.versionOnly())
                .put("newly_priced", found.newlyPriced())
                .put("newly_unpriced", found.newlyUnpriced());
        ArrayNode costs = model.putArray("cost");
        found.costs().forEach((currency, cost) -> cost(costs.addObject().put("currency", currency), cost));
    }

    private static void cost(ObjectNode json, CostDifference cost) {
        json.put("before", cost.before()).put("after", cost.after());
    }

    private RepriceFigures() {}
}
