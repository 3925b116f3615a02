package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.setup.stub.StubKibana;

class SetupCommandIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void installsOnceSaysWhatChangedAndRemoves() throws IOException {
        try (StubKibana stub = StubKibana.start(0).starting(1)) {
            Execution dry = run(stub, "--dry-run");
            Execution first = run(stub);
            int installed = stub.ids("default").size();
            Execution again = run(stub);
            Execution removed = run(stub, "--remove");

            assertThat(dry.exitCode()).as(dry.err()).isZero();
            assertThat(dry.err())
                    .contains("waiting: Kibana at " + stub.uri() + " is not available yet")
                    .endsWith("a dry run: nothing is changed" + System.lineSeparator());
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out()).startsWith("created ").endsWith("failed 0" + System.lineSeparator());
            assertThat(first.err()).contains("created    rule host-cpu");
            assertThat(installed).isGreaterThan(26);
            assertThat(again.out())
                    .startsWith("created 0, updated 0, unchanged ")
                    .contains("kept 0, removed 0, failed 0");
            assertThat(removed.exitCode()).as(removed.err()).isZero();
            assertThat(removed.out()).contains("removed " + installed + ", failed 0");
            assertThat(stub.ids("default")).isEmpty();
        }
    }

    @Test
    void whatCannotBeDoneEndsWithOne() throws IOException {
        try (StubKibana stub = StubKibana.start(0).withoutEncryptionKey()) {
            Execution failed = run(stub);

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).contains("failed     connectors and rules: Kibana has no encryption key for them");
            assertThat(run(stub, "--remove").exitCode()).isZero();
        }
    }

    private Execution run(StubKibana stub, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "setup";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return Execution.of(
                Map.of(
                        "TOLLGATE_KIBANA", stub.uri().toString(),
                        "TOLLGATE_ELASTICSEARCH", SERVER.uri().toString(),
                        "TOLLGATE_NAMESPACE", namespace),
                arguments);
    }
}
