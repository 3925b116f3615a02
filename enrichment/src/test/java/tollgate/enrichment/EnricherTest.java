package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.enrichment.EnrichmentSettings.ClientAddress;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

class EnricherTest {
    private static final EnrichmentSettings DEFAULTS =
            new EnrichmentSettings(null, ClientAddress.TRUNCATE, null, null, null);

    @TempDir
    Path folder;

    @Test
    void aRecordThatSaysNothingStaysAsItIs() {
        RequestRecord record = builder().build();

        assertThat(new Enricher(DEFAULTS).enrich(record)).isEqualTo(new Enriched(record, Extra.NONE));
    }

    @Test
    void onlyTheAddressChangesByDefault() {
        RequestRecordBuilder everything =
                builder().kind(RecordKind.SLOW_START).responseModel("m-2").provider("p").operation("chat").stream(true)
                        .inputTokens(1)
                        .outputTokens(2)
                        .cacheReadTokens(3)
                        .cacheCreationTokens(4)
                        .reasoningTokens(5)
                        .usageSource(UsageSource.PROVIDER)
                        .latencyNanos(6)
                        .ttftNanos(7)
                        .upstreamNanos(8)
                        .overheadNanos(9)
                        .outcome(Outcome.OK)
                        .status(200)
                        .finishReason("stop")
                        .errorType("none")
                        .errorMessage("none")
                        .responseId("r")
                        .attempts(1)
                        .attemptId("a")
                        .tenant("t")
                        .user("u")
                        .keyId("k-1")
                        .userAgent("curl/8")
                        .serviceName("s")
                        .serviceVersion("1")
                        .serviceNode("n")
                        .host("h")
                        .traceId("x");

        Enriched enriched = new Enricher(DEFAULTS)
                .enrich(everything.clientAddress("192.0.2.7").build());

        assertThat(enriched.record())
                .isEqualTo(everything.clientAddress("192.0.2.0").build());
        assertThat(enriched.extra()).isEqualTo(new Extra(null, null, "curl", null));
    }

    @Test
    void theAddressIsKeptHashedOrDropped() {
        Enricher keep = new Enricher(new EnrichmentSettings(null, ClientAddress.KEEP, null, null, null));
        Enricher hash = new Enricher(new EnrichmentSettings(null, ClientAddress.HASH, "0123456789abcdef", null, null));

        assertThat(address(keep, "192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(address(keep, "laptop of alice")).isEqualTo("laptop of alice");
        assertThat(address(hash, "192.0.2.7")).matches("[0-9a-f]{24}");
        assertThat(address(hash, "laptop of alice")).isNull();
        assertThat(address(new Enricher(DEFAULTS), "laptop of alice")).isNull();
    }

    @Test
    void theTableNamesTheOwnerOfAKey() throws IOException {
        Enricher enricher =
                new Enricher(withTable("key_id,tenant,team,cost_center\nk-1,acme,search,4711\nk-2,,chat,\n"));

        Enriched first = enricher.enrich(builder().keyId("k-1").build());
        assertThat(first.record())
                .isEqualTo(builder().keyId("k-1").tenant("acme").build());
        assertThat(first.extra()).isEqualTo(new Extra("search", "4711", null, null));

        Enriched second = enricher.enrich(builder().keyId("k-2").build());
        assertThat(second.record().caller().tenant()).isNull();
        assertThat(second.extra()).isEqualTo(new Extra("chat", null, null, null));

        assertThat(enricher.enrich(builder().keyId("k-3").build()).extra()).isEqualTo(Extra.NONE);
        assertThat(enricher.enrich(builder().build()).extra()).isEqualTo(Extra.NONE);
    }

    @Test
    void aLinesOwnTenantWinsAndTheKeysTeamStays() throws IOException {
        Enricher enricher = new Enricher(withTable("key_id,tenant,team\nk-1,acme,search\n"));

        Enriched enriched =
                enricher.enrich(builder().keyId("k-1").tenant("globex").build());

        assertThat(enriched.record().caller().tenant()).isEqualTo("globex");
        assertThat(enriched.extra().team()).isEqualTo("search");
        assertThat(enricher.enrich(builder().keyId("k-1").tenant("").build())
                        .record()
                        .caller()
                        .tenant())
                .as("an empty tenant is none")
                .isEqualTo("acme");
    }

    @Test
    void environmentAndHostAreThoseOfTheSettingsWhereTheLineHasNone() {
        Enricher enricher =
                new Enricher(new EnrichmentSettings(null, ClientAddress.KEEP, null, "production", "chat-01"));

        Enriched without = enricher.enrich(builder().build());
        assertThat(without.record().instance().host()).isEqualTo("chat-01");
        assertThat(without.extra().environment()).isEqualTo("production");
        assertThat(enricher.enrich(builder().host("chat-02").build())
                        .record()
                        .instance()
                        .host())
                .isEqualTo("chat-02");
    }

    @Test
    void theIdentityOfARequestDoesNotChange() throws IOException {
        RequestRecord record = builder().keyId("k-1").clientAddress("192.0.2.7").build();

        Enriched enriched = new Enricher(withTable("key_id,tenant\nk-1,acme\n")).enrich(record);

        assertThat(new DocumentIds().ofRequest(enriched.record())).isEqualTo(new DocumentIds().ofRequest(record));
    }

    private EnrichmentSettings withTable(String csv) throws IOException {
        Path table = Files.writeString(folder.resolve("keys.csv"), csv);
        return new EnrichmentSettings(table, ClientAddress.TRUNCATE, null, null, null);
    }

    private static @Nullable String address(Enricher enricher, String address) {
        return enricher.enrich(builder().clientAddress(address).build())
                .record()
                .caller()
                .address();
    }

    private static RequestRecordBuilder builder() {
        return RequestRecord.builder(Instant.parse("2026-03-15T14:30:22Z"), "abc123", "m");
    }
}
