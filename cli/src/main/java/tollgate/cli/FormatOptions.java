package tollgate.cli;

import picocli.CommandLine.Option;
import tollgate.adapters.LineFormat;
import tollgate.adapters.LineFormats;

/** Whose lines log files hold: the same for the command that ships them and for the one that compares them. */
final class FormatOptions {
    @Option(
            names = "--format",
            defaultValue = LineFormats.TOLLGATE,
            paramLabel = "NAME",
            description = "Whose lines they are: tollgate, litellm, openclaw or nginx. Default: ${DEFAULT-VALUE}")
    String name = LineFormats.TOLLGATE;

    /** Refuses one that is none. */
    LineFormat format() throws CommandFailedException {
        return Checked.setting(() -> LineFormats.of(name));
    }
}
