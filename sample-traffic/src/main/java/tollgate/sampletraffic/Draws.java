package tollgate.sampletraffic;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** What is drawn from more than evenly. */
final class Draws {
    private final Random random;

    Draws(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> T weighted(List<T> of, ToIntFunction<T> weight) {
        int left = random.nextInt(of.stream().mapToInt(weight).sum());
        for (T each : of) {
            left -= weight.applyAsInt(each);
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException("no weights");
    }

    String uuid() {
        return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    }
}
