package tollgate.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tollgate.access.FileTokenStore;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;

/** A gateway in a process of its own, to be killed: says its port, and runs until then. */
final class KilledGateway {
    /** The folder of its tokens, prices and logs, and settings, each as {@code NAME=value}. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        Map<String, String> set = Stream.of(arguments)
                .skip(1)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Gateway gateway = Gateway.start(settings(folder, set), environment(folder));
        System.out.println("port " + gateway.port());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /** Puts the prices and a tenant's token into its folder, and returns the token. */
    static String prepare(Path folder) throws IOException {
        Files.writeString(folder.resolve("book.yaml"), GatewayBudgetTest.BOOK);
        return new TokenAdministration(
                        new FileTokenStore(folder.resolve("tokens.json")), event -> {}, InstantSource.system(), "ann")
                .create(new TokenRequest("search", "test", Set.of(Scope.CHAT), Set.of(), Duration.ofDays(7), null))
                .text();
    }

    static Process start(Path folder, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                KilledGateway.class.getName(),
                folder.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    static int port(Process gateway) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        String line = Objects.requireNonNull(out.readLine(), "it did not start");
        while (!line.startsWith("port ")) {
            line = Objects.requireNonNull(out.readLine(), "it did not start");
        }
        return Integer.parseInt(line.substring("port ".length()));
    }

    static GatewaySettings settings(Path folder, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TENANT_REQUESTS_PER_SECOND", "0");
        return GatewaySettings.from(all)
                .withPort(0)
                .withLogFolder(folder.resolve("logs"))
                .withSimulated(SimulatedSettings.faultless(1).withSpeed(1_000))
                .withTokens(folder.resolve("tokens.json"));
    }

    static Map<String, String> environment(Path folder) {
        return Map.of("TOLLGATE_PRICE_BOOK", folder.resolve("book.yaml").toString());
    }

    private KilledGateway() {}
}
