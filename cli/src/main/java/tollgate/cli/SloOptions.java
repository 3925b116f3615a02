package tollgate.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tollgate.requestlog.SloThresholds;

/** What latencies are counted against. */
final class SloOptions {
    @Option(
            names = "--slo-thresholds",
            defaultValue = "1s,2s,5s,10s,30s",
            paramLabel = "LIST",
            converter = Converter.class,
            description = "Usage windows count how many latencies kept to each of these, in ms or s. Default:"
                    + " ${DEFAULT-VALUE}")
    SloThresholds thresholds = SloThresholds.DEFAULT;

    static final class Converter implements ITypeConverter<SloThresholds> {
        @Override
        public SloThresholds convert(String value) {
            try {
                return SloThresholds.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
