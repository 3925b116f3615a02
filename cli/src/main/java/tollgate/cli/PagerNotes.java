package tollgate.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tollgate.pager.Notes;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.ClusterDocuments;

/** Opens what people have told the pager, for as long as a command takes. */
final class PagerNotes {
    private PagerNotes() {}

    /** What a command does with it. */
    @FunctionalInterface
    interface Task {
        void run(Notes notes, PrintWriter out) throws Exception;
    }

    static int with(Map<String, String> environment, CommandSpec spec, ClusterOptions cluster, Task task)
            throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-pager");
        try (ClusterConnection connection = new ClusterConnection(cluster.settings(ShipCommand.LOCAL))) {
            Notes notes = new Notes(new ClusterDocuments(connection, cluster.namespace));
            PrintWriter out = spec.commandLine().getOut();
            ClusterOptions.asked(() -> {
                task.run(notes, out);
                return true;
            });
            out.flush();
        }
        return 0;
    }
}
