package tollgate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tollgate.elasticsearch.Retention;
import tollgate.elasticsearch.RetentionPeriod;
import tollgate.requestlog.DataStream;

/** How long documents are kept. */
final class RetentionOptions {
    private static final String LABEL = "30d|36h|forever";

    @Option(
            names = "--retention-request",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "How long requests are kept at least. Default: as it is set in the cluster, or 30d")
    private @Nullable RetentionPeriod request;

    @Option(
            names = "--retention-invalid",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise refused lines. Default: likewise, or 90d")
    private @Nullable RetentionPeriod invalid;

    @Option(
            names = "--retention-usage",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the sums of minutes. Default: likewise, or 400d")
    private @Nullable RetentionPeriod usage;

    @Option(
            names = "--retention-usage-hourly",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the sums of hours. Default: likewise, or 400d")
    private @Nullable RetentionPeriod usageHourly;

    @Option(
            names = "--retention-reconciliation",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the books of lines. Default: likewise, or 400d")
    private @Nullable RetentionPeriod reconciliation;

    @Option(
            names = "--retention-audit",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the notes of repricings. Default: likewise, or 180d")
    private @Nullable RetentionPeriod audit;

    @Option(
            names = "--retention-alert",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the notes of alerts. Default: likewise, or 180d")
    private @Nullable RetentionPeriod alert;

    @Option(
            names = "--retention-page",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise the notes of pages. Default: likewise, or 180d")
    private @Nullable RetentionPeriod page;

    @Option(
            names = "--retention-host",
            paramLabel = LABEL,
            converter = Converter.class,
            description = "Likewise samples of the host. Default: likewise, or 30d")
    private @Nullable RetentionPeriod host;

    Retention retention() {
        return Retention.DEFAULT
                .with(DataStream.REQUEST, request)
                .with(DataStream.INVALID, invalid)
                .with(DataStream.USAGE, usage)
                .with(DataStream.USAGE_HOURLY, usageHourly)
                .with(DataStream.RECONCILIATION, reconciliation)
                .with(DataStream.AUDIT, audit)
                .with(DataStream.ALERT, alert)
                .with(DataStream.PAGE, page)
                .with(DataStream.HOST, host);
    }

    static final class Converter implements ITypeConverter<RetentionPeriod> {
        @Override
        public RetentionPeriod convert(String value) {
            try {
                return new RetentionPeriod(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
