package tollgate.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import tollgate.dashboards.Column;

/** How a value must be written, by Java's own formatter. */
final class ShownText {
    private ShownText() {}

    /** Empty for what is no number. */
    static Optional<String> of(JsonNode value, Column column) {
        if (value.isNull()) {
            return Optional.of("–");
        }
        if (!value.isNumber()) {
            return Optional.empty();
        }
        return switch (column.format()) {
            case COUNT, TOKENS -> number(value, "#,##0", "");
            case MONEY -> number(value, "#,##0.0000", "");
            case DECIMAL -> number(value, "#,##0.00", "");
            case MILLISECONDS -> number(value, "#,##0", " ms");
            case SECONDS -> number(value, "#,##0.0", " s");
            case DAYS -> number(value, "#,##0.0", " d");
            case PERCENT -> number(value, "#,##0.00%", "");
            case PLAIN, BYTES -> Optional.empty();
        };
    }

    private static Optional<String> number(JsonNode value, String pattern, String suffix) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US));
        format.setRoundingMode(RoundingMode.HALF_UP);
        // Browsers round the shortest decimal that stands for the number, and a half away from zero.
        return Optional.of(format.format(new BigDecimal(value.asText())) + suffix);
    }
}
