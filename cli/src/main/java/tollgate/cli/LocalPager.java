package tollgate.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import tollgate.dashboards.rule.Rules;
import tollgate.pager.Pager;
import tollgate.pager.PagerConfig;
import tollgate.pager.Pagers;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.Journal;
import tollgate.pager.state.Leadership;

/** The pager of the local stack: it runs the built-in rules, and prints pages where nobody says otherwise. */
final class LocalPager implements AutoCloseable {
    private final Journal journal;
    private final Pager pager;

    private LocalPager(Journal journal, Pager pager) {
        this.journal = journal;
        this.pager = pager;
    }

    static LocalPager start(LocalStack stack, StackOptions options, PrintWriter out, CommandLine command)
            throws CommandFailedException {
        Rules rules = Rules.load();
        PagerConfig config = options.pager.config(out, command, stack.console());
        try {
            Journal journal = Journal.open(options.folders().pager());
            Pagers pagers = new Pagers(
                    new ClusterConnection(stack.cluster()),
                    options.cluster.namespace,
                    rules,
                    rules.settings(options.environment()));
            Pager pager = pagers.pager(
                    Pagers.Source.BUILT_IN, config, journal, Leadership.alone(), new SimpleMeterRegistry());
            return new LocalPager(journal, pager.start());
        } catch (IOException e) {
            throw new CommandFailedException("the pager's memory cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether a page of this rule is open. */
    boolean isPaged(String rule) {
        return pager.isPaged(rule);
    }

    @Override
    public void close() {
        pager.close();
        try {
            journal.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
