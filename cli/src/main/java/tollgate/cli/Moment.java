package tollgate.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tollgate.requestlog.Timestamps;

/** Reads a moment: RFC 3339 with an offset, or a date, which stands for its start in UTC. */
final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
        Instant moment = Timestamps.parse(value);
        Instant day = moment == null ? startOfDay(value) : moment;
        if (day == null) {
            throw new TypeConversionException(
                    "'" + value + "' is neither a date such as 2026-11-24 nor a time such as 2026-11-24T08:00:00Z");
        }
        return day;
    }

    private static @Nullable Instant startOfDay(String value) {
        try {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
