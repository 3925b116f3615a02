package tollgate.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tollgate.pager.OpenPages;
import tollgate.pager.page.Book;

@Command(name = "list", description = "Show the open pages.")
final class PageListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    PageListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return PagerDocuments.with(environment, spec, cluster, (documents, out) -> {
            List<Book.OpenSummary> pages = OpenPages.of(documents);
            if (pages.isEmpty()) {
                out.println("no page is open");
            }
            for (Book.OpenSummary page : pages) {
                out.printf(
                        "%s  %s  route %s, %d alerts%s%n",
                        page.opened(),
                        page.key(),
                        page.route(),
                        page.alerts(),
                        page.acknowledged() ? ", acknowledged" : "");
            }
        });
    }
}
