package tollgate.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.access.FileTokenStore;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenVerifier;
import tollgate.access.audit.AuditLog;
import tollgate.access.limit.BudgetTable;
import tollgate.access.limit.LimitTable;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.Spending;
import tollgate.pricing.PricingFiles;

/** What decides who may come in and how much they get, put together. */
final class Access implements AutoCloseable {
    private final Gate gate;
    private final RequestLog log;
    private final SafeAuditLog audit;
    private final RateLimiter limiter;
    private final @Nullable Spending spending;
    private final @Nullable AccessWatch watch;
    private final Path logFolder;
    private boolean counted;

    private Access(
            Gate gate,
            RequestLog log,
            SafeAuditLog audit,
            RateLimiter limiter,
            @Nullable Spending spending,
            @Nullable AccessWatch watch,
            Path logFolder) {
        this.gate = gate;
        this.log = log;
        this.audit = audit;
        this.limiter = limiter;
        this.spending = spending;
        this.watch = watch;
        this.logFolder = logFolder;
    }

    /**
     * Reads the tokens, if there are to be any.
     *
     * @param log gets the records; its folder is that of the settings
     * @throws SettingException where everybody could come in from elsewhere, or the tokens cannot be read
     */
    static Access of(
            GatewaySettings settings,
            RequestLog log,
            AuditLog auditLog,
            MeterRegistry registry,
            Map<String, String> environment,
            InstantSource clock) {
        AccessSettings access = settings.access();
        SafeAuditLog audit = new SafeAuditLog(auditLog, registry);
        Path folder = settings.log().folder();
        Path tokens = access.tokens();
        RateLimiter limiter = new RateLimiter(rates(access.limits(), tokens != null), System::nanoTime);
        if (tokens == null) {
            refuseStrangers(settings.bindAddress());
            RequestLog accounting = new AccountingRequestLog(log, limiter, null, audit);
            return new Access(new OpenGate(limiter), accounting, audit, limiter, null, null, folder);
        }
        PricingFiles prices = PricingFiles.fromEnvironment(environment);
        Spending spending = new Spending(BudgetTable.NONE, prices::pricer, clock);
        FileTokenStore store = new FileTokenStore(tokens);
        TokenVerifier verifier = verifier(store, tokens, clock);
        Gauge.builder("tollgate.budget.unpriced_requests", spending, Spending::unpriced)
                .description("Requests of this month whose cost is not known, and that no budget contains")
                .register(registry);
        AccessWatch watch = new AccessWatch(
                verifier,
                new TokenAdministration(store, auditLog, clock, Identity.SERVICE_NAME),
                limiter,
                prices,
                audit,
                clock);
        return new Access(
                new TokenGate(verifier, limiter, spending, new BudgetWitness(audit), clock),
                new AccountingRequestLog(log, limiter, spending, audit),
                audit,
                limiter,
                spending,
                watch,
                folder);
    }

    private static LimitTable rates(AccessLimits limits, boolean tenantsAreKnown) {
        return tenantsAreKnown ? limits.rates() : limits.rates().withoutTenants();
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) { // it cannot be listened on either
            return false;
        }
    }

    private static void refuseStrangers(String address) {
        if (isLoopback(address)) {
            return;
        }
        throw new SettingException(
                Setting.BIND_ADDRESS.name(),
                "is \"" + Words.oneLine(address) + "\", where everybody could come in without an access token",
                "set an address of this machine alone such as 127.0.0.1, or let the gateway ask for tokens (without --no-auth)");
    }

    private static TokenVerifier verifier(FileTokenStore store, Path file, InstantSource clock) {
        try {
            return new TokenVerifier(store, clock);
        } catch (IOException e) {
            throw new SettingException(
                    "--tokens",
                    "is " + file + ", which cannot be read (" + Words.oneLine(e.toString()) + ")",
                    "let the gateway's user read it");
        }
    }

    /**
     * Puts these in force. Where there is a budget for the first time, what was spent this month is read from the request log:
     * that blocks.
     *
     * @throws SettingException where the log cannot be read
     */
    synchronized void configure(AccessLimits limits) {
        limiter.configure(rates(limits, spending != null));
        if (spending == null) {
            return;
        }
        spending.configure(limits.budgets());
    }

    /** Counts what was spent this month so far. To be called once, before the first request. Blocks. */
    synchronized void countSpending() {
        if (spending == null || counted) {
            return;
        }
        counted = true;
        try {
            new LoggedRecords(logFolder).read(spending.monthStart(), spending::add);
        } catch (IOException e) {
            throw new SettingException(
                    Setting.LOG_FOLDER.name(),
                    "is \"" + logFolder + "\", whose request log cannot be read (" + Words.oneLine(e.toString()) + ")",
                    "let the gateway's user read it: budgets are counted from it");
        }
    }

    Gate gate() {
        return gate;
    }

    /** Where records go, so that they count. */
    RequestLog log() {
        return log;
    }

    SafeAuditLog audit() {
        return audit;
    }

    /** Begins to follow the tokens. */
    void start() {
        if (watch != null) {
            watch.start();
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
