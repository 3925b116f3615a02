package tollgate.enrichment;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileMistakeException;
import tollgate.files.Refresh;
import tollgate.files.Watched;
import tollgate.files.WatchedFile;
import tollgate.requestlog.RequestRecord;

/**
 * Adds to records what their lines do not say, and takes out of them what must not be kept of the caller's address. What a line
 * says itself always wins: tables and settings only fill gaps.
 *
 * <p>It follows its table of keys without a restart and has no thread: whoever has a loop calls {@link #refresh}. One thread at a
 * time.
 */
public final class Enricher {
    private final Watched<Lookup> lookup;
    private final AddressMask addresses;
    private final UserAgents userAgents = new UserAgents();
    private final EnrichmentSettings settings;

    /** @throws FileMistakeException where there is a table that cannot be read or has a mistake */
    public Enricher(EnrichmentSettings settings) {
        this.settings = settings;
        this.lookup = settings.lookup() == null
                ? Watched.always(new Lookup(Map.of()))
                : new WatchedFile<>(settings.lookup(), LookupFiles::read);
        this.addresses = switch (settings.clientAddress()) {
            case KEEP -> text -> text;
            case TRUNCATE -> new TruncatedAddress();
            case HASH -> new HashedAddress(Objects.requireNonNull(settings.clientAddressSalt()));
        };
    }

    public Enriched enrich(RequestRecord record) {
        RequestRecord.Caller caller = record.caller();
        Lookup.Owner owner = owner(caller.keyId());
        String userAgent = caller.userAgent();
        Extra extra = new Extra(
                owner.team(),
                owner.costCenter(),
                userAgent == null ? null : userAgents.name(userAgent),
                settings.environment());
        return new Enriched(filled(record, owner), extra);
    }

    /** Reads the table of keys again where it has changed. */
    public Refresh refresh() {
        return lookup.refresh();
    }

    private Lookup.Owner owner(@Nullable String keyId) {
        return keyId == null ? Lookup.Owner.UNKNOWN : lookup.value().owner(keyId);
    }

    private RequestRecord filled(RequestRecord record, Lookup.Owner owner) {
        RequestRecord.Caller caller = record.caller();
        RequestRecord.Instance instance = record.instance();
        String address = caller.address();
        return new RequestRecord(
                record.kind(),
                record.timestamp(),
                record.requestId(),
                record.model(),
                record.usage(),
                record.timing(),
                record.result(),
                new RequestRecord.Caller(
                        own(caller.tenant(), owner.tenant()),
                        caller.user(),
                        caller.keyId(),
                        address == null ? null : addresses.mask(address),
                        caller.userAgent()),
                new RequestRecord.Instance(
                        instance.serviceName(),
                        instance.serviceVersion(),
                        instance.serviceNode(),
                        own(instance.host(), settings.host()),
                        instance.traceId()));
    }

    private static @Nullable String own(@Nullable String own, @Nullable String otherwise) {
        return own == null || own.isEmpty() ? otherwise : own;
    }
}
