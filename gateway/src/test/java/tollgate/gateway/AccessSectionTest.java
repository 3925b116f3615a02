package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.access.limit.Budget;
import tollgate.access.limit.RateLimits;
import tollgate.files.FileMistakeException;
import tollgate.files.SectionedFile;

class AccessSectionTest {
    @TempDir
    private Path folder;

    private final AccessSection section = new AccessSection(
            GatewaySettings.from(Map.of("TENANT_DAILY_BUDGET", "7")).access());

    private AccessLimits read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), text);
        return SectionedFile.read(file, "--config", List.of(section)).get(section);
    }

    @Test
    void whatATenantLeavesOutIsAsTheSettingsSay() throws Exception {
        AccessLimits limits = read("""
                tenants:
                  search:
                    requests_per_second: 100
                    tokens_per_minute: 200000
                    monthly_budget: "250.5"
                    budget_action: warn
                  lab:
                    concurrent_streams: 3
                """);

        assertThat(limits.rates().own())
                .isEqualTo(Map.of("search", new RateLimits(100, 200_000, 0), "lab", new RateLimits(50, 0, 3)));
        assertThat(limits.budgets().own())
                .isEqualTo(Map.of(
                        "search", new Budget(7_000_000_000L, 250_500_000_000L, Budget.Action.WARN),
                        "lab", new Budget(7_000_000_000L, null, Budget.Action.REFUSE)));
        assertThat(limits.rates().each()).isEqualTo(new RateLimits(50, 0, 0));
    }

    @Test
    void withoutTheKeyTheSettingsHold() {
        AccessLimits limits = SectionedFile.absent(List.of(section)).get(section);

        assertThat(limits.rates().own()).isEmpty();
        assertThat(limits.rates().each()).isEqualTo(new RateLimits(50, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "requests_per_second, -1, is no whole number from 0",
        "tokens_per_minute, many, is no whole number from 0",
        "daily_budget, -5, is no amount of money",
        "monthly_budget, 0.0000000001, is no amount of money",
        "budget_action, ask, is neither refuse nor warn"
    })
    void aMistakeNamesItsLine(String key, String value, String said) {
        assertThatThrownBy(() -> read("tenants:\n  search:\n    " + key + ": " + value + "\n"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(folder.resolve("gateway.yaml") + ":3: ")
                .hasMessageContaining(said);
    }
}
