package tollgate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tollgate.pager.Notes;

@Command(name = "remove", description = "End a silence now.")
final class SilenceRemoveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "As 'silence list' shows it.")
    private String id = "";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    SilenceRemoveCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return PagerDocuments.with(environment, spec, cluster, (documents, out) -> {
            if (!new Notes(documents).removeSilence(id)) {
                throw new CommandFailedException(
                        "there is no silence " + id + ": './tollgate silence list' shows those that hold");
            }
            out.println("removed " + id);
        });
    }
}
