/**
 * Adds to a request record what its line does not say: whose key it was, which client called, where the gateway runs; and takes
 * out of it what must not be kept of the caller's address.
 */
@NullMarked
package tollgate.enrichment;

import org.jspecify.annotations.NullMarked;
