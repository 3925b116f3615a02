package tollgate.enrichment;

import org.jspecify.annotations.Nullable;

/** What is kept of a caller's address. */
interface AddressMask {
    /** What is kept, or null where nothing may be: a text that is no address might say who somebody is. */
    @Nullable
    String mask(String address);
}
