package tollgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileMistakeException;
import tollgate.files.SectionedFile;
import tollgate.gateway.keys.KeySource;

class RoutingSectionTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "sk-1");
    private static final String HEAD = "providers:\n  p:\n    url: http://h/v1\nmodels:\n";

    @TempDir
    Path folder;

    private RoutingConfig read(String text) throws IOException {
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(file, text);
        RoutingSection section = new RoutingSection(ENVIRONMENT);
        return SectionedFile.read(file, "--config", List.of(section))
                .get(section)
                .orElseThrow();
    }

    @Test
    void readsProvidersAndModels() throws IOException {
        RoutingConfig config = read("""
                providers:
                  dashscope:
                    url: https://dashscope.aliyuncs.com/compatible-mode/v1
                    keys:
                    - env: KEY
                      not_after: 2027-01-31
                    - file: /run/secrets/next
                      created: 2026-11-01T10:00:00Z
                    - command: [kms, get, dashscope]
                  local:
                    url: http://localhost:8000/v1
                    provider: vllm
                models:
                  qianwen-turbo:
                    provider: dashscope
                    upstream_model: qwen-turbo
                    aliases: [qwen, gpt-4o-mini]
                    temperature: {default: 0.7, min: 0.3, max: 0.9}
                    max_tokens: {default: 2048, max: 8192}
                    fallbacks: [llama]
                  llama: {provider: local}
                default_model: qwen
                other_models: local
                """);

        assertThat(config.providers()).hasSize(2);
        ProviderConfig dashscope = config.providers().get(0);
        assertThat(dashscope.url()).isEqualTo(URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1"));
        assertThat(dashscope.provider()).isNull();
        assertThat(dashscope.keys().get(0).source()).isEqualTo(new KeySource.Variable("KEY", ENVIRONMENT));
        assertThat(dashscope.keys().get(0).notAfter()).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(dashscope.keys().get(1).source()).isEqualTo(new KeySource.File(Path.of("/run/secrets/next")));
        assertThat(dashscope.keys().get(1).created()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(dashscope.keys().get(2).source())
                .isEqualTo(new KeySource.Command(List.of("kms", "get", "dashscope")));
        assertThat(config.providers().get(1))
                .isEqualTo(new ProviderConfig("local", URI.create("http://localhost:8000/v1"), "vllm", List.of()));
        assertThat(config.models().get(0))
                .isEqualTo(new ModelConfig(
                        "qianwen-turbo",
                        List.of("qwen", "gpt-4o-mini"),
                        "dashscope",
                        "qwen-turbo",
                        new ModelConfig.Temperature(
                                new BigDecimal("0.7"), new BigDecimal("0.3"), new BigDecimal("0.9")),
                        new ModelConfig.MaxTokens(2_048L, 8_192L),
                        List.of("llama")));
        assertThat(config.models().get(1).upstreamModel()).isEqualTo("llama");
        assertThat(config.models().get(1).temperature()).isEqualTo(ModelConfig.Temperature.FREE);
        assertThat(config.defaultModel()).isEqualTo("qwen");
        assertThat(config.otherModels()).isEqualTo("local");
    }

    @Test
    void theFirstModelIsTheDefaultAndOthersAreRefused() throws IOException {
        RoutingConfig config = read(HEAD + "  b: {provider: p}\n  a: {provider: p}\n");

        assertThat(config.defaultModel()).isEqualTo("b");
        assertThat(config.otherModels()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  m: {}'                        | 5 | 'provider' is missing; add it",
                "'  m: {provider: q}'             | 5 | provider: 'q' is no provider of this file; name one of them",
                "'  m: {provider: p, model: x}'   | 5 | unknown key 'model'; known here: provider, upstream_model, aliases, temperature, max_tokens, fallbacks",
                "'  m: {provider: p, temperature: {min: 0.9, max: 0.3}}' | 5 | min, default and max are not in this order; correct one of them",
                "'  m: {provider: p, temperature: {max: 2.5}}' | 5 | max: is no number from 0 to 2",
                "'  m: {provider: p, max_tokens: {default: 9, max: 8}}' | 5 | default is above max; correct one of them",
                "'  m: {provider: p, max_tokens: {max: 0}}' | 5 | max: is no whole number from 1 to 2147483647",
                "'  m: {provider: p, fallbacks: [m]}' | 5 | fallbacks: 'm' is no other model of this file; name one of them",
                "'  m: {provider: p}\n  n: {provider: p, aliases: [m]}' | 6 | 'm' is the name or alias of another model, too; a name means one model",
                "'  m: {provider: p}\ndefault_model: n' | 6 | default_model: 'n' is no model of this file; name one of them",
                "'  m: {provider: p}\nother_models: n'  | 6 | other_models: 'n' is no provider of this file; name one of them",
                "'  m: {provider: p}\nmodel: n'         | 6 | unknown key 'model'; known here: providers, models, default_model, other_models",
                "'  {}'                           | 5 | models: name at least one model"
            })
    void aMistakeNamesItsLine(String models, int line, String message) {
        assertThatThrownBy(() -> read(HEAD + models + "\n"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(folder.resolve("gateway.yaml") + ":" + line + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{url: \"http://user:secret@h/v1\"}' | url: is no address of an OpenAI-compatible endpoint; set one like https://host/v1, without user, password or query",
                "'{url: http://h/v1, keys: [{env: KEY, file: f}]}' | a key comes from one of env, file and command; name one",
                "'{url: http://h/v1, keys: [{}]}' | a key comes from one of env, file and command; name one",
                "'{url: http://h/v1, keys: [{env: KEY, not_after: soon}]}' | not_after: is no day like 2027-01-31 and no time like 2027-01-31T12:00:00Z",
                "'{url: http://h/v1, key: sk-1}' | unknown key 'key'; known here: url, provider, keys"
            })
    void aMistakeOfAProviderShowsNoSecret(String provider, String message) {
        assertThatThrownBy(() -> read("providers:\n  p: " + provider + "\nmodels:\n  m: {provider: p}\n"))
                .hasMessage(folder.resolve("gateway.yaml") + ":2: " + message);
    }

    @Test
    void aFileOfOtherSectionsLeavesTheSettingsInForce() {
        RoutingSection section = new RoutingSection(ENVIRONMENT);

        assertThat(SectionedFile.absent(List.of(section)).get(section)).isEmpty();
    }
}
