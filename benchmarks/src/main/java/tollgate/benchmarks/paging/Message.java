package tollgate.benchmarks.paging;

import java.time.Instant;

/**
 * What a watcher has sent about a model.
 *
 * @param at when it arrived
 * @param id what the receiver could tell a repetition by; empty where the watcher sends nothing of the kind
 * @param ends whether it says that the model is well again
 * @param taken whether the receiver kept it
 */
record Message(Instant at, String watcher, String model, String id, boolean ends, boolean taken) {}
