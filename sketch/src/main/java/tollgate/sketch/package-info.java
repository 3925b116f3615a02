/**
 * Latencies of any number of requests in a few kilobytes: mergeable without loss, with a bounded relative error at every
 * quantile, in the form of Elasticsearch's {@code exponential_histogram}.
 */
@NullMarked
package tollgate.sketch;

import org.jspecify.annotations.NullMarked;
