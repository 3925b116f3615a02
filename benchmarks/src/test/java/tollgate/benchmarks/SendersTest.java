package tollgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendersTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasBuiltOrUnpackedIsFoundAndGetsItsConfiguration() throws Exception {
        for (String program : List.of("filebeat", "rsyslogd", "syslog-ng")) {
            assertThat(Files.createFile(folder.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        List<Sender> all = Senders.all(Path.of(".."), peersIn(folder));

        assertThat(all).extracting(Sender::name).containsExactly("tollgate", "filebeat", "rsyslog", "syslog-ng");
        assertThat(all).allSatisfy(sender -> assertThat(sender.missing()).isNull());
        for (Sender peer : all.subList(1, all.size())) {
            ProcessBuilder process = peer.process(Path.of("/a.log"), URI.create("http://127.0.0.1:1"), folder);
            assertThat(process.command().getFirst()).startsWith(folder.toString());
            assertThat(process.command())
                    .anySatisfy(argument -> assertThat(Path.of(argument))
                            .hasParentRaw(Path.of("../benchmarks/peers"))
                            .exists());
            assertThat(process.environment())
                    .containsEntry("BENCHMARK_LOG", "/a.log")
                    .containsEntry("BENCHMARK_SERVER", "http://127.0.0.1:1")
                    .containsEntry("BENCHMARK_INDEX", "peer-" + peer.name());
        }
    }

    @Test
    void whatIsMissingSaysHowToGetIt() {
        Peer peer = new Peer("x", "no-such-program", "build it", Path.of("x.conf"), List.of(), List.of(folder), false);

        assertThat(peer.missing()).isEqualTo("no-such-program was not found: build it");
    }

    private static Map<String, String> peersIn(Path folder) {
        return Map.of("TOLLGATE_BENCHMARK_PEERS", folder.toString());
    }
}
