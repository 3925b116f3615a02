package tollgate.shipper.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws what becomes of each request, and counts it. Every kind of fault has its turn before one comes again. Safe for many
 * threads.
 */
final class Fates {
    private final Random random;
    private final int oneIn;
    private final List<Fault> kinds;
    private final List<Fault> deck = new ArrayList<>();
    private final Map<Fault, Integer> drawn = new EnumMap<>(Fault.class);

    private Fates(long seed, int oneIn, List<Fault> kinds) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
        this.kinds = kinds;
    }

    /** One bulk in three fails. */
    static Fates ofBulks(long seed) {
        return new Fates(seed, 3, faults());
    }

    /** One look-up in five fails. */
    static Fates ofLookUps(long seed) {
        return new Fates(
                seed, 5, faults().stream().filter(Fault::concernsReading).toList());
    }

    private static List<Fault> faults() {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.NONE)
                .toList();
    }

    synchronized Fault draw() {
        Fault fault = Fault.NONE;
        if (random.nextInt(oneIn) == 0) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
                Collections.shuffle(deck, random);
            }
            fault = deck.removeLast();
        }
        drawn.merge(fault, 1, Integer::sum);
        return fault;
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** How often each has been drawn. */
    synchronized Map<Fault, Integer> drawn() {
        return new EnumMap<>(drawn);
    }
}
