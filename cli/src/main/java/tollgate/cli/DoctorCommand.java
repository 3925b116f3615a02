package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.doctor.Check;
import tollgate.doctor.ElasticsearchCheck;
import tollgate.doctor.Finding;
import tollgate.doctor.KafkaCheck;
import tollgate.doctor.KibanaCheck;
import tollgate.doctor.MachineCheck;
import tollgate.doctor.PermissionCheck;
import tollgate.doctor.PortCheck;
import tollgate.doctor.Severity;
import tollgate.gateway.GatewaySettings;
import tollgate.setup.KibanaSettings;

@Command(
        name = "doctor",
        description =
                "Look for what keeps Tollgate from working on this machine, and say what to do. Nothing is changed. Exit"
                        + " code 1 if there is a problem; warnings alone are 0.")
final class DoctorCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "Port of the gateway. Default: PORT, or 18789")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of everything that is kept. Default: TOLLGATE_DATA, or as for up")
    private @Nullable Path data;

    @Option(names = "--kibana", paramLabel = "URL", description = "Kibana; without it, none is looked at.")
    private @Nullable URI kibana;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private KafkaOptions kafka;

    private final Map<String, String> environment;

    DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-doctor");
        List<Finding> found = new ArrayList<>();
        for (Check check : checks()) {
            found.addAll(check.look());
        }
        long problems = count(found, Severity.PROBLEM);
        if (json) {
            spec.commandLine().getOut().println(json(found));
        } else {
            found.forEach(this::print);
            spec.commandLine()
                    .getOut()
                    .println("problems %d, warnings %d, well %d"
                            .formatted(problems, count(found, Severity.WARNING), count(found, Severity.OK)));
        }
        spec.commandLine().getOut().flush();
        return problems == 0 ? 0 : 1;
    }

    private List<Check> checks() throws CommandFailedException {
        Path folder = data == null ? Folders.of(environment).data() : data;
        GatewaySettings gateway = Checked.setting(() -> GatewaySettings.from(environment));
        List<Check> checks = new ArrayList<>(List.of(
                new MachineCheck(folder),
                new PermissionCheck(folder, Path.of(".env")),
                new PortCheck(port == null ? gateway.port() : port),
                new ElasticsearchCheck(cluster.settings(ShipCommand.LOCAL), InstantSource.system())));
        String brokers = kafka.kafka;
        if (brokers != null) {
            checks.add(new KafkaCheck(kafka.connection(brokers), kafka.topics()));
        }
        URI address = kibana;
        if (address != null) {
            checks.add(new KibanaCheck(
                    Checked.setting(() -> KibanaSettings.of(address, KibanaSettings.DEFAULT_SPACE, environment))));
        }
        return checks;
    }

    private void print(Finding finding) {
        String advice = finding.advice().isEmpty() ? "" : " -> " + finding.advice();
        spec.commandLine()
                .getOut()
                .println("%-7s  %s: %s%s".formatted(name(finding.severity()), finding.check(), finding.text(), advice));
    }

    private static ObjectNode json(List<Finding> found) {
        ObjectNode all = JSON.createObjectNode()
                .put("problems", count(found, Severity.PROBLEM))
                .put("warnings", count(found, Severity.WARNING));
        ArrayNode findings = all.putArray("findings");
        for (Finding finding : found) {
            findings.addObject()
                    .put("check", finding.check())
                    .put("severity", name(finding.severity()))
                    .put("text", finding.text())
                    .put("advice", finding.advice());
        }
        return all;
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Finding> found, Severity severity) {
        return found.stream().filter(finding -> finding.severity() == severity).count();
    }
}
