package tollgate.gateway;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.access.limit.Budget;
import tollgate.access.limit.BudgetTable;
import tollgate.access.limit.LimitTable;
import tollgate.access.limit.RateLimits;

/**
 * Who may come in, and how much they may ask for. A configuration file may say otherwise of single tenants.
 *
 * @param tokens the file of access tokens, or null: then everybody on this machine may come in, and nobody else can
 * @param all limits of all tenants together
 * @param each limits of each tenant; without tokens there are no tenants to be limited
 * @param budget of each tenant
 * @param certificate PEM file of the certificate's chain, or null for HTTP without TLS
 * @param certificateKey PEM file of its private key
 */
public record AccessSettings(
        @Nullable Path tokens,
        RateLimits all,
        RateLimits each,
        Budget budget,
        @Nullable Path certificate,
        @Nullable Path certificateKey) {

    static AccessSettings from(SettingReader read) {
        Path certificate = read.optionalPath(Setting.TLS_CERTIFICATE);
        Path key = read.optionalPath(Setting.TLS_KEY);
        if ((certificate == null) != (key == null)) {
            Setting missing = certificate == null ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY;
            throw new SettingException(
                    missing.name(), "is not set", "set both, " + Setting.TLS_CERTIFICATE + " and " + Setting.TLS_KEY);
        }
        return new AccessSettings(
                null,
                new RateLimits(
                        read.whole(Setting.REQUESTS_PER_SECOND, 0, RateLimits.MOST),
                        read.whole(Setting.TOKENS_PER_MINUTE, 0, RateLimits.MOST),
                        read.whole(Setting.CONCURRENT_STREAMS, 0, RateLimits.MOST)),
                new RateLimits(
                        read.whole(Setting.TENANT_REQUESTS_PER_SECOND, 0, RateLimits.MOST),
                        read.whole(Setting.TENANT_TOKENS_PER_MINUTE, 0, RateLimits.MOST),
                        read.whole(Setting.TENANT_CONCURRENT_STREAMS, 0, RateLimits.MOST)),
                new Budget(
                        amount(read, Setting.TENANT_DAILY_BUDGET),
                        amount(read, Setting.TENANT_MONTHLY_BUDGET),
                        action(Setting.BUDGET_ACTION.name(), read.text(Setting.BUDGET_ACTION))),
                certificate,
                key);
    }

    private static @Nullable Long amount(SettingReader read, Setting setting) {
        String text = read.optional(setting);
        if (text == null) {
            return null;
        }
        try {
            return Budget.nanos(new BigDecimal(text));
        } catch (IllegalArgumentException e) { // NumberFormatException is one
            throw new SettingException(
                    setting.name(),
                    "is \"" + Words.oneLine(text) + "\"",
                    "set an amount of money of at least 0, with at most nine decimals");
        }
    }

    private static Budget.Action action(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "refuse" -> Budget.Action.REFUSE;
            case "warn" -> Budget.Action.WARN;
            default -> throw new SettingException(name, "is \"" + Words.oneLine(text) + "\"", "set refuse or warn");
        };
    }

    AccessSettings withTokens(Path file) {
        return new AccessSettings(file, all, each, budget, certificate, certificateKey);
    }

    /** What holds where no configuration file says otherwise. */
    AccessLimits limits() {
        return new AccessLimits(new LimitTable(all, each, Map.of()), new BudgetTable(budget, Map.of()));
    }
}
