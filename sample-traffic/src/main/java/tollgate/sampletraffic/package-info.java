/** A week of traffic whose answers are known. */
@NullMarked
package tollgate.sampletraffic;

import org.jspecify.annotations.NullMarked;
