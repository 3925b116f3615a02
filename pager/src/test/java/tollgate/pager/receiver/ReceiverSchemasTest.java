package tollgate.pager.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.PageKind;
import tollgate.pager.page.RuleTexts;

/** All that receivers are sent, held to what they say that they take. Where each says it, the title of its schema names. */
class ReceiverSchemasTest {
    @RegisterExtension
    static final Received server = new Received();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Rules RULES = Rules.load();
    private static final Instant SINCE = Pages.SINCE;
    private static final Links LINKS = new Links(URI.create("https://kibana.example.org:5601/s/ops"), null);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_599_360_473L));
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** A receiver, and the most bytes that it takes, which a schema cannot say. */
    enum Form {
        PAGERDUTY("", 512 * 1_024),
        SLACK("", UNLIMITED),
        FEISHU("", 20 * 1_024),
        DINGTALK("", 20_000),
        WECOM("/markdown/content", 4_096),
        WEBHOOK("", UNLIMITED);

        final String limited;
        final int mostBytes;

        /** @param limited where in the body; empty for all of it */
        Form(String limited, int mostBytes) {
            this.limited = limited;
            this.mostBytes = mostBytes;
        }

        Receiver receiver(Http http, URI address) {
            return switch (this) {
                case PAGERDUTY -> new PagerDuty(http, address, "0123456789abcdef0123456789abcdef");
                case SLACK -> new Slack(http, address);
                case FEISHU -> new Feishu(http, address, "secret", CLOCK);
                case DINGTALK -> new DingTalk(http, address, "secret", CLOCK);
                case WECOM -> new WeCom(http, address);
                case WEBHOOK -> new Webhook(http, address, "secret", null, CLOCK);
            };
        }

        Schema schema() {
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
            String file = "/schemas/" + name().toLowerCase(Locale.ROOT) + ".json";
            try (InputStream schema = Objects.requireNonNull(Form.class.getResourceAsStream(file), file)) {
                return registry.getSchema(JSON.readTree(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Http http = new Http(Duration.ofSeconds(30));

    @BeforeEach
    void sayYes() {
        server.forget();
        server.answers(200, "{\"status\":\"success\",\"ok\":true,\"code\":0,\"errcode\":0}");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfPageIsTaken(Form form) throws Exception {
        Schema schema = form.schema();
        for (Language language : Language.values()) {
            for (PageContent page : kinds(language, group("qwen-max"))) {
                check(form, schema, page);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRulesPageIsTaken(Form form) throws Exception {
        Schema schema = form.schema();
        for (Language language : Language.values()) {
            RuleTexts texts = texts(language);
            for (Rule rule : RULES.all()) {
                Alert alert = alert("k:" + rule.name(), rule.name(), rule.severity(), group("qwen-max"));
                JsonNode body = check(form, schema, texts.single(alert, "r", PageAction.TRIGGER, PageKind.ALERT, null));
                assertThat(strings(body))
                        .as("%s of %s is not cut", rule.name(), form)
                        .noneMatch(text -> text.contains("…\n") || text.endsWith("…"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostileNamesAreTaken(Form form) throws Exception {
        Schema schema = form.schema();
        List<String> names = List.of(
                "",
                " ",
                "x".repeat(30_000),
                "名".repeat(30_000),
                "😀".repeat(30_000),
                "👩‍👩‍👧‍👦".repeat(5_000),
                "\"".repeat(30_000),
                "\\".repeat(30_000),
                "&".repeat(30_000),
                "<@all>".repeat(5_000),
                "`*_~#[x](http://y)".repeat(2_000),
                "\u0000\u0001\u001b[31m\r\n\t\u007f\u0085\u009b\u2028\u2029\u202e\u2066".repeat(1_000),
                "\ud83d",
                "\ude00".repeat(5_000));
        for (Language language : Language.values()) {
            for (String name : names) {
                for (PageContent page : kinds(language, group(name))) {
                    check(form, schema, page);
                }
            }
        }
    }

    /** Whatever it is cut by, a character of two halves and four bytes lies on the limit at one of these lengths. */
    @ParameterizedTest
    @EnumSource
    void aCharacterAtTheLimitIsNotHalved(Form form) throws Exception {
        Schema schema = form.schema();
        for (int limit : new int[] {Texts.LONGEST_TITLE, 1_024, 3_000, 4_096, 5_000, 9_000, 20_000}) {
            for (int before = Math.max(0, limit - 220); before <= limit; before += 7) {
                for (int odd = 0; odd < 2; odd++) {
                    check(
                            form,
                            schema,
                            Pages.named("x".repeat(before + odd) + "😀".repeat(150))
                                    .content());
                }
            }
        }
    }

    /** A schema that cannot fail proves nothing. */
    @ParameterizedTest
    @EnumSource
    void theSchemaMissesWhatIsRequiredAndRefusesWhatIsUnknown(Form form) throws Exception {
        Schema schema = form.schema();
        ObjectNode body = (ObjectNode)
                check(form, schema, kinds(Language.EN, group("qwen-max")).getFirst());
        List<String> required = new ArrayList<>();
        schema.getSchemaNode().path("required").forEach(name -> required.add(name.asText()));
        assertThat(required).isNotEmpty();
        for (String name : required) {
            ObjectNode without = body.deepCopy();
            without.remove(name);
            assertThat(schema.validate(without)).as(name).isNotEmpty();
        }
        assertThat(schema.validate(body.deepCopy().put("unknown", 1))).isNotEmpty();
        body.fieldNames()
                .forEachRemaining(
                        name -> assertThat(schema.validate(body.deepCopy().putNull(name)))
                                .as(name)
                                .isNotEmpty());
    }

    private JsonNode check(Form form, Schema schema, PageContent page) throws Exception {
        server.forget();
        Outcome outcome = form.receiver(http, server.httpUri().resolve("/x")).send(Pages.of(page));
        assertThat(outcome).isEqualTo(new Outcome.Delivered());
        JsonNode body = server.body();
        String what = form + " " + page.action() + " " + page.kind() + " " + page.language();
        assertThat(schema.validate(body)).as(what).isEmpty();
        byte[] limited = form.limited.isEmpty()
                ? server.only().content().array()
                : body.at(form.limited).asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(limited.length).as("%s: bytes", what).isLessThanOrEqualTo(form.mostBytes);
        if (form != Form.WEBHOOK) { // whose names are as they are
            assertThat(strings(body)).as(what).noneMatch(text -> text.matches("(?s).*[\\p{Cc}&&[^\n]].*"));
            assertThat(strings(body)).as(what).noneMatch(text -> text.contains("?…") || text.contains("\ufffd"));
        }
        if (page.action() == PageAction.TRIGGER && !page.link().isEmpty()) {
            assertThat(server.only().contentUtf8()).as("%s has its link", what).contains("kibana");
        }
        return body;
    }

    /** Every kind of page that there is. */
    private static List<PageContent> kinds(Language language, Map<String, String> group) {
        RuleTexts texts = texts(language);
        Alert alert = alert("b8ac0e82:" + String.join(",", group.values()), "model-down", Severity.PAGE, group);
        Instant until = SINCE.plusSeconds(300);
        List<Alert> many = IntStream.range(0, 30)
                .mapToObj(i -> alert("k" + i, "model-down", Severity.TICKET, group))
                .toList();
        return List.of(
                texts.single(alert, "r", PageAction.TRIGGER, PageKind.ALERT, null),
                texts.single(alert, "r", PageAction.TRIGGER, PageKind.REPEAT, null),
                texts.single(alert, "r", PageAction.TRIGGER, PageKind.ESCALATION, null),
                texts.single(alert, "r", PageAction.ACKNOWLEDGE, PageKind.ALERT, null),
                texts.single(alert, "r", PageAction.RESOLVE, PageKind.ALERT, until),
                texts.storm("storm:r:1", "r", PageAction.TRIGGER, PageKind.STORM, many, 520, SINCE, null),
                texts.storm("storm:r:1", "r", PageAction.TRIGGER, PageKind.REPEAT, many, 520, SINCE, null),
                texts.storm("storm:r:1", "r", PageAction.RESOLVE, PageKind.STORM, List.of(), 520, SINCE, until),
                TestPage.content("r".repeat(400), language, SINCE));
    }

    private static RuleTexts texts(Language language) {
        return new RuleTexts(RULES, RULES.defaults(), language, LINKS);
    }

    private static Map<String, String> group(String model) {
        return Map.of("gen_ai.provider.name", "dashscope", "gen_ai.request.model", model);
    }

    private static Alert alert(String key, String rule, Severity severity, Map<String, String> group) {
        return new Alert(key, rule, severity, group, SINCE, 85.5, 50.0, false);
    }

    private static List<String> strings(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(strings(child)));
        return texts;
    }
}
