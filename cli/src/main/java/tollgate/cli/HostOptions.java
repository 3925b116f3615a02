package tollgate.cli;

import picocli.CommandLine.Option;
import tollgate.hostmetrics.HostMetricsSettings;

/** Whether the host is sampled, and which services are probed. */
final class HostOptions {
    @Option(
            names = "--host-metrics-seconds",
            defaultValue = "10",
            paramLabel = "N",
            description = "Sample this host into metrics-llm_gateway.host-* every so many seconds; 0 or off for where a"
                    + " Metricbeat runs. Default: ${DEFAULT-VALUE}")
    private String seconds = "";

    @Option(
            names = "--probes",
            defaultValue = "",
            paramLabel = "NAME=URL,...",
            description = "Services to ask for their health with each sample: gateway=http://127.0.0.1:18789/healthz.")
    private String probes = "";

    HostMetricsSettings settings() throws CommandFailedException {
        return Checked.setting(() -> HostMetricsSettings.of(seconds, probes));
    }
}
