package tollgate.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.ClusterDocuments;

/** Opens the documents that pagers share with people, for as long as a command takes. */
final class PagerDocuments {
    private PagerDocuments() {}

    /** What a command does with them. */
    @FunctionalInterface
    interface Task {
        void run(ClusterDocuments documents, PrintWriter out) throws Exception;
    }

    static int with(Map<String, String> environment, CommandSpec spec, ClusterOptions cluster, Task task)
            throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-pager");
        try (ClusterConnection connection = new ClusterConnection(cluster.settings(ShipCommand.LOCAL))) {
            PrintWriter out = spec.commandLine().getOut();
            ClusterOptions.asked(() -> {
                task.run(new ClusterDocuments(connection, cluster.namespace), out);
                return true;
            });
            out.flush();
        }
        return 0;
    }
}
