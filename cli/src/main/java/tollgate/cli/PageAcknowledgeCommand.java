package tollgate.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tollgate.pager.Notes;
import tollgate.pager.OpenPages;

@Command(name = "ack", description = "Take over a page: it is not repeated and not escalated any more.")
final class PageAcknowledgeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "The page's key, as 'page list' shows it.")
    private String key = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who takes over. Default: the user's name")
    private String by = System.getProperty("user.name", "");

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    PageAcknowledgeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return PagerDocuments.with(environment, spec, cluster, (documents, out) -> {
            boolean open =
                    OpenPages.of(documents).stream().anyMatch(page -> page.key().equals(key));
            if (!open) {
                throw new CommandFailedException(
                        "no page of the key " + key + " is open: './tollgate page list' shows them");
            }
            new Notes(documents).acknowledge(key, by, Instant.now());
            out.println("acknowledged by " + by);
        });
    }
}
