package tollgate.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class BucketPropertiesTest {
    private static final long SECOND = 1_000_000_000;

    /** So much later, so many are asked for. */
    record Ask(long afterNanos, long count) {}

    @Provide
    Arbitrary<List<Ask>> asks() {
        Arbitrary<Long> pauses = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 3), Arbitraries.longs().between(0, 3 * SECOND));
        return Combinators.combine(pauses, Arbitraries.longs().between(1, 3))
                .as(Ask::new)
                .list()
                .ofMaxSize(120);
    }

    /** The level in permits times nanoseconds, in whole numbers of any size. */
    private static final class Reference {
        private final BigInteger permits;
        private final BigInteger full;
        private BigInteger level;

        Reference(long permits) {
            this.permits = BigInteger.valueOf(permits);
            this.full = this.permits.multiply(BigInteger.valueOf(SECOND));
            this.level = full;
        }

        void pass(long nanos) {
            level = full.min(level.add(permits.multiply(BigInteger.valueOf(nanos))));
        }

        boolean has(long count) {
            return level.compareTo(BigInteger.valueOf(count).multiply(BigInteger.valueOf(SECOND))) >= 0;
        }

        void take(long count) {
            level = level.subtract(BigInteger.valueOf(count).multiply(BigInteger.valueOf(SECOND)));
        }
    }

    @Property
    void givesWhatTheArithmeticGives(
            @ForAll @LongRange(min = 1, max = 1_000_000) long permits, @ForAll("asks") List<Ask> asks) {
        Reference reference = new Reference(permits);
        Bucket bucket = new Bucket(permits, SECOND, 1, 0);
        long now = 0;
        for (Ask ask : asks) {
            now += ask.afterNanos();
            reference.pass(ask.afterNanos());
            boolean has = bucket.nanosUntil(ask.count(), now) == 0;
            assertThat(has).isEqualTo(reference.has(ask.count()));
            if (has) {
                bucket.take(ask.count(), now);
                reference.take(ask.count());
            }
        }
    }

    @Property
    void noStretchOfTimeHasMoreThanItsShare(
            @ForAll @LongRange(min = 1, max = 50) long permits, @ForAll("asks") List<Ask> asks) {
        Bucket bucket = new Bucket(permits, SECOND, 1, 0);
        List<Long> given = new ArrayList<>();
        long now = 0;
        for (Ask ask : asks) {
            now += ask.afterNanos();
            for (long i = 0; i < ask.count(); i++) {
                if (bucket.nanosUntil(1, now) == 0) {
                    bucket.take(1, now);
                    given.add(now);
                }
            }
        }
        for (int from = 0; from < given.size(); from++) {
            for (int to = from; to < given.size(); to++) {
                BigInteger count = BigInteger.valueOf(to - from + 1L);
                BigInteger share = BigInteger.valueOf(permits)
                        .multiply(BigInteger.valueOf(SECOND + given.get(to) - given.get(from)));
                assertThat(count.multiply(BigInteger.valueOf(SECOND))).isLessThanOrEqualTo(share);
            }
        }
    }

    /** The time that callers are told is the shortest one, to the tick. */
    @Property
    void theTimeToWaitIsExact(
            @ForAll @LongRange(min = 1, max = 1_000_000) long permits,
            @ForAll @LongRange(min = 0, max = 5_000_000) long taken,
            @ForAll @LongRange(min = 0, max = 120_000_000_000L) long start) {
        long minuteMicros = 60_000_000;
        long micro = 1_000;
        Bucket bucket = new Bucket(permits, minuteMicros, micro, 0);
        bucket.take(taken, start);

        long wait = bucket.nanosUntil(1, start);

        if (wait > 0) {
            assertThat(bucket.nanosUntil(1, start + wait - 1)).isEqualTo(1);
        }
        assertThat(bucket.nanosUntil(1, start + wait)).isZero();
        assertThat(bucket.available(start + wait)).isPositive();
    }

    @Property
    void neverOverflows(
            @ForAll @LongRange(min = 1, max = RateLimits.MOST) long permits,
            @ForAll List<@LongRange(min = 0, max = 1_000_000_000_000L) Long> counts,
            @ForAll @LongRange(min = 0, max = 1L << 60) long pause) {
        Bucket bucket = new Bucket(permits, 60_000_000, 1_000, 0);
        for (long count : counts) {
            bucket.take(count, 0);
            assertThat(bucket.available(0)).isBetween(0L, permits);
        }
        assertThat(bucket.nanosUntil(1, 0)).isNotNegative();
        assertThat(bucket.available(pause)).isBetween(0L, permits);
        assertThat(bucket.available(Long.MAX_VALUE)).isBetween(0L, permits);
    }
}
