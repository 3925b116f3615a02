package tollgate.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tollgate.pager.PagerFile;

/** How long a silence holds: longer than nothing. */
final class SilenceLength implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            Duration length = PagerFile.duration(value);
            if (!length.isZero()) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        throw new TypeConversionException("a silence is longer than 0");
    }
}
