package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileMistakeException;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.QuietHours;
import tollgate.pager.page.Route;
import tollgate.pager.receiver.Http;

class PagerFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PD",
            "key",
            "SLACK",
            "https://hooks.example.org/x",
            "SMTP",
            "secret",
            "BEAT",
            "https://beat.example.org/1");

    @TempDir
    Path folder;

    @Test
    void readsAll() throws IOException {
        PagerConfig config = read("""
                language: zh
                kibana: https://kibana:5601
                heartbeat: ${BEAT}
                fallback: mail
                receivers:
                  - {name: phone, type: pagerduty, routing_key: '${PD}'}
                  - {name: chat, type: slack, url: '${SLACK}'}
                  - name: mail
                    type: email
                    host: smtp.example.org
                    from: pager@example.org
                    to: [a@example.org, b@example.org]
                    username: pager
                    password: ${SMTP}
                routes:
                  - name: urgent
                    severity: page
                    rules: [model-*, provider-down]
                    tenants: search
                    receivers: [phone, chat]
                    repeat: 30m
                    escalate_after: 15m
                    escalate_to: mail
                  - name: tickets
                    severity: ticket
                    receivers: chat
                    repeat: 0
                    quiet: 18:00-09:00
                    quiet_days: [mon, sun]
                    quiet_zone: Asia/Shanghai
                    storm_at: 0
                """);

        assertThat(config.language()).isEqualTo(Language.ZH);
        assertThat(config.links()).isEqualTo(new Links(URI.create("https://kibana:5601"), null));
        PagerSettings settings = config.settings();
        assertThat(settings.heartbeat()).isEqualTo(URI.create("https://beat.example.org/1"));
        assertThat(settings.fallback()).isEqualTo("mail");
        assertThat(settings.receivers()).containsOnlyKeys("stdout", "phone", "chat", "mail");
        assertThat(settings.routes()).extracting(Route::name).containsExactly("urgent", "tickets", "everything");
        Route urgent = settings.routes().getFirst();
        assertThat(urgent.repeat()).isEqualTo(Duration.ofMinutes(30));
        assertThat(urgent.escalateAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(urgent.stormAt()).isEqualTo(10);
        QuietHours quiet = Objects.requireNonNull(settings.routes().get(1).quiet());
        assertThat(quiet.days()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
        assertThat(settings.routes().getLast().receivers()).containsExactly("mail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "langage: en | :1: unknown key 'langage'; known here: language, kibana, console, heartbeat, fallback, receivers, routes",
                "language: fr | :1: language: 'fr' is no language of pages; write en or zh",
                "fallback: nobody | :1: fallback: there is no receiver 'nobody'; there are stdout",
                "kibana: kibana | :1: kibana: is no address; write http:// or https:// and a host",
                "receivers: [{name: a, type: fax}] | :1: type: 'fax' is no receiver; there are pagerduty, slack, feishu, dingtalk, wecom, webhook, email",
                "receivers: [{name: a, type: slack, url: https://hooks.example.org/x}] | :1: url: is a secret and does not belong into a file; write ${NAME} and set the variable NAME",
                "receivers: [{name: a, type: slack, url: '${NONE}'}] | :1: url: the variable NONE is not set; set it",
                "receivers: [{name: a, type: slack, url: '${PD}'}] | :1: url: is no address; it begins with https:// or http:// and a host",
                "receivers: [{name: a, type: slack, url: '${SLACK}', host: x}] | :1: host: a receiver of type slack has only url",
                "receivers: [{name: stdout, type: slack, url: '${SLACK}'}] | :1: name: there is a receiver 'stdout' already; give this one another name",
                "receivers: [{name: a, type: webhook, url: 'http://h/x', template: '{{x}}'}] | :1: template: {{x}} is no field; there are id",
                "receivers: [{name: a, type: email, host: h, from: x, to: a@b.c}] | :1: from: 'x' is no e-mail address",
                "routes: [{name: r}] | :1: 'receivers' is missing; add it",
                "routes: [{name: r, receivers: [x]}] | :1: receivers: there is no receiver 'x'; there are stdout",
                "routes: [{name: r, receivers: stdout, repeat: 5}] | :1: repeat: '5' is no duration; write a number and s, m, h or d, such as 15m, or 0 for never",
                "routes: [{name: r, receivers: stdout, escalate_after: 5m}] | :1: escalate_after and escalate_to go together",
                "routes: [{name: r, receivers: stdout, quiet: 22-7}] | :1: quiet: '22-7' are no hours; write such as 22:00-07:00",
                "routes: [{name: r, receivers: stdout, quiet: '25:00-07:00'}] | :1: quiet: hours go from 00:00 to 23:59",
                "routes: [{name: r, receivers: stdout, severity: low}] | :1: severity: 'low' is neither page nor ticket",
            })
    void aMistakeIsNamedWithFileAndLine(String text, String mistake) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(folder.resolve("pager.yaml") + mistake);
    }

    @Test
    void noSecretIsTold() {
        assertThatThrownBy(() -> read("receivers: [{name: a, type: slack, url: 'ftp://${SMTP}'}]"))
                .isInstanceOf(FileMistakeException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("ftp://secret"));
    }

    @Test
    void withoutAFileEverythingIsPrinted() {
        PagerConfig config = reader().absent(Language.EN, Links.NONE);
        assertThat(config.settings().routes())
                .singleElement()
                .satisfies(route -> assertThat(route.receivers()).containsExactly("stdout"));
    }

    private PagerConfig read(String text) throws IOException {
        Path file = folder.resolve("pager.yaml");
        Files.writeString(file, text);
        return reader().read(file, Language.EN, Links.NONE);
    }

    private static PagerFile reader() {
        return new PagerFile(
                ENVIRONMENT,
                new PrintWriter(new StringWriter()),
                new Http(),
                InstantSource.system(),
                PagerSettings.DEFAULT_BETWEEN);
    }
}
