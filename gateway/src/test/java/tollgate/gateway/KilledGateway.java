package tollgate.gateway;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A gateway in a process of its own, to be killed: says its port, and runs until then. */
final class KilledGateway {
    /** The folder of its tokens, prices and logs. */
    public static void main(String[] arguments) throws InterruptedException {
        Gateway gateway = Gateway.start(settings(Path.of(arguments[0]), Map.of()), environment(Path.of(arguments[0])));
        System.out.println("port " + gateway.port());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    static GatewaySettings settings(Path folder, Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
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
