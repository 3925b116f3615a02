package tollgate.dashboards.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what a query answers with what it must answer. */
public final class RowComparison {
    /** What the order of adding some ten thousand doubles may lose. */
    private static final double LOST_BY_ADDING = 1e-9;

    private RowComparison() {}

    /** What differs, a line for each row; empty where nothing does. */
    public static List<String> differences(
            List<List<JsonNode>> found, List<? extends List<? extends @Nullable Object>> expected) {
        List<String> differences = new ArrayList<>();
        for (int row = 0; row < Math.max(found.size(), expected.size()); row++) {
            if (row >= found.size()) {
                differences.add("row " + row + " is missing: " + expected.get(row));
            } else if (row >= expected.size()) {
                differences.add("row " + row + " is too many: " + found.get(row));
            } else if (!equal(found.get(row), expected.get(row))) {
                differences.add("row " + row + ": expected " + expected.get(row) + " but found " + found.get(row));
            }
        }
        return differences;
    }

    private static boolean equal(List<JsonNode> found, List<? extends @Nullable Object> expected) {
        boolean equal = found.size() == expected.size();
        for (int i = 0; equal && i < found.size(); i++) {
            equal = equal(found.get(i), expected.get(i));
        }
        return equal;
    }

    private static boolean equal(JsonNode found, @Nullable Object expected) {
        return switch (expected) {
            case null -> found.isNull();
            case String text -> found.isTextual() && found.asText().equals(text);
            case Instant at ->
                found.isTextual() && Instant.parse(found.asText()).equals(at);
            case Boolean truth -> found.isBoolean() && found.asBoolean() == truth;
            case Long count -> found.isIntegralNumber() && found.asLong() == count;
            case Integer count -> found.isIntegralNumber() && found.asLong() == count;
            case Between between -> found.isNumber() && between.holds(found.asDouble());
            case Number decimal -> found.isNumber() && isNear(found.asDouble(), decimal.doubleValue());
            default -> throw new IllegalArgumentException("no expectation: " + expected);
        };
    }

    private static boolean isNear(double found, double expected) {
        return Math.abs(found - expected) <= LOST_BY_ADDING * Math.max(1, Math.abs(expected));
    }
}
