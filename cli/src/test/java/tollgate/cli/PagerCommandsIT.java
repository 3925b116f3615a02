package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/** The commands of people around the pager, on a real server. */
class PagerCommandsIT {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    private final String namespace = "cmd" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void silencesComeAndGo() {
        Execution made =
                run("silence", "add", "--for", "2h", "--reason", "new disks", "--rule", "host-*", "--by", "me");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("rule host-*  by me: new disks");
        String id = made.out().substring(0, 8);
        assertThat(run("silence", "list").out()).startsWith(id);
        assertThat(run("silence", "remove", id).exitCode()).isZero();
        assertThat(run("silence", "list").out()).isEqualToIgnoringNewLines("there is no silence");
        Execution again = run("silence", "remove", id);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("there is no silence " + id);
        assertThat(run("silence", "add", "--for", "soon", "--reason", "x").exitCode())
                .isEqualTo(2);
    }

    @Test
    void rulesSayHowTheyStand() {
        Execution check = run("rules", "check");
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.out().lines()).hasSize(26);
        Execution explained = run("rules", "explain", "model-down", "--at", "1999-01-01");
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.out())
                .contains("model-down (page): Model down", "what to do: dashboards/runbooks/model-down.md");
        Execution unknown = run("rules", "explain", "nonsense");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("nonsense: there is no such rule");
    }

    @Test
    void aRouteIsTried() {
        Execution tried = Execution.of(Map.of(), "page", "test", "--route", "everything");
        assertThat(tried.exitCode()).as(tried.err()).isZero();
        assertThat(tried.out()).contains("[TEST] A test page: nothing is wrong", "stdout: delivered");
        Execution unknown = Execution.of(Map.of(), "page", "test", "--route", "x");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no route 'x'; there are everything");
    }

    @Test
    void whatIsNotOpenCannotBeTakenOver() {
        assertThat(run("page", "list").out()).isEqualToIgnoringNewLines("no page is open");
        Execution taken = run("page", "ack", "x");
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err()).contains("no page of the key x is open");
    }

    private Execution run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--elasticsearch";
        all[arguments.length + 1] = elasticsearch.uri().toString();
        all[arguments.length + 2] = "--namespace";
        all[arguments.length + 3] = namespace;
        return Execution.of(Map.of(), all);
    }
}
