package tollgate.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tollgate.pager.PagerConfig;
import tollgate.pager.PagerFile;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.receiver.Http;

/** Whom the pager tells, and how. What the file says wins over these options. */
final class PagerOptions {
    @Option(
            names = "--pager-file",
            paramLabel = "FILE",
            description = "Routes and receivers, as YAML. Default: none, pages are printed")
    private @Nullable Path file;

    @Option(
            names = "--rule-seconds",
            defaultValue = "30",
            paramLabel = "N",
            description = "Run a rule of one minute so often; its delays stay as long as they are. Default:"
                    + " ${DEFAULT-VALUE}")
    private int ruleSeconds;

    @Option(
            names = "--page-language",
            defaultValue = "en",
            converter = LanguageConverter.class,
            description = "Of the pages: en or zh. Default: ${DEFAULT-VALUE}")
    private Language language = Language.EN;

    @Option(names = "--kibana", paramLabel = "URL", description = "Where links of pages lead. Default: none")
    private @Nullable URI kibana;

    @Option(
            names = "--console",
            paramLabel = "URL",
            description = "Where links of pages lead without a Kibana. Default: none")
    private @Nullable URI console;

    private final Map<String, String> environment;

    PagerOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param out where pages are printed */
    PagerConfig config(PrintWriter out, CommandLine command) {
        return config(out, command, console);
    }

    /** @param otherwise address of the console where nobody says another */
    PagerConfig config(PrintWriter out, CommandLine command, @Nullable URI otherwise) {
        Checked.atLeast(1, "--rule-seconds", ruleSeconds, command);
        PagerFile reader =
                new PagerFile(environment, out, new Http(), InstantSource.system(), Duration.ofSeconds(ruleSeconds));
        Links links = new Links(kibana, console == null ? otherwise : console);
        return file == null ? reader.absent(language, links) : reader.read(file, language, links);
    }

    static final class LanguageConverter implements ITypeConverter<Language> {
        @Override
        public Language convert(String value) {
            try {
                return Language.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
