package tollgate.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tollgate.pager.Notes;
import tollgate.pager.page.Silence;

@Command(name = "list", description = "Show the silences that hold.")
final class SilenceListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    SilenceListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return PagerDocuments.with(environment, spec, cluster, (documents, out) -> {
            List<Silence> silences = new Notes(documents).silences(Instant.now());
            silences.forEach(silence -> out.println(SilenceCommand.line(silence)));
            if (silences.isEmpty()) {
                out.println("there is no silence");
            }
        });
    }
}
