/**
 * What a request cost: exact to the nano-unit, by the price that held when it was asked, or the reason why that is not
 * known. Plain values in, plain values out; no threads, no clock, no network.
 */
@NullMarked
package tollgate.pricing;

import org.jspecify.annotations.NullMarked;
