package tollgate.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the value of an option that is not given from the environment: of {@code --batch-bytes}, {@code TOLLGATE_BATCH_BYTES}. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
                ? environment.get(variable(option))
                : null;
    }

    static String variable(OptionSpec option) {
        String name = option.longestName().replaceFirst("^--", "").replace('-', '_');
        return "TOLLGATE_" + name.toUpperCase(java.util.Locale.ROOT);
    }
}
