package tollgate.gateway.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps rings fresh: keys that were changed at their source take over without a restart, and those that are too old, or end, are
 * spoken of. One thread at a time.
 */
public final class KeyKeeper {
    /** From this age on, a key should be replaced. */
    public static final Duration OLD = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(KeyKeeper.class);

    /** Told what is to be known later on. */
    public interface Witness {
        /** Another key holds from now on; null is none. */
        void rotated(String provider, @Nullable ProviderKey former, @Nullable ProviderKey current);

        /** A key has reached {@link #OLD}, or has been so for another day. */
        void old(String provider, ProviderKey key, long days);
    }

    private final InstantSource clock;
    private final Witness witness;
    private final Map<KeyRing, ProviderKey> last = new HashMap<>();
    private final Map<String, Long> saidDays = new HashMap<>();
    private final Set<String> saidTroubles = new HashSet<>();
    private volatile List<KeyRing> rings = List.of();

    /** Has nothing to keep before {@link #keep}. */
    public KeyKeeper(InstantSource clock, Witness witness) {
        this.clock = clock;
        this.witness = witness;
    }

    /** From now on, keeps these rings, which have just been read. */
    public synchronized void keep(List<KeyRing> newRings) {
        Map<String, ProviderKey> former = new HashMap<>();
        last.forEach((ring, key) -> former.put(ring.provider(), key));
        last.clear();
        rings = List.copyOf(newRings);
        Instant now = clock.instant();
        for (KeyRing ring : rings) {
            note(ring, former.get(ring.provider()), ring.current(now), former.containsKey(ring.provider()));
        }
        speakOfAges(now);
    }

    /** Reads all keys again, and speaks of what has changed. Blocks. */
    public synchronized void refresh() {
        for (KeyRing ring : rings) {
            ProviderKey former = last.get(ring);
            ring.refresh((config, cause) -> {
                if (saidTroubles.add(cause.getMessage())) {
                    LOG.warn("A key of {} stays as it was: {}", ring.provider(), cause.getMessage());
                }
            });
            note(ring, former, ring.current(clock.instant()), !ring.isKeyless());
        }
        speakOfAges(clock.instant());
    }

    private void note(KeyRing ring, @Nullable ProviderKey former, @Nullable ProviderKey current, boolean known) {
        if (current == null) {
            last.remove(ring);
        } else {
            last.put(ring, current);
        }
        if (!known || (former == null ? current == null : current != null && isSame(former, current))) {
            return;
        }
        saidTroubles.clear();
        if (current == null) {
            LOG.error(
                    "{} has no key any more: all are past their not_after; add one to the configuration",
                    ring.provider());
        } else {
            LOG.info("{} knows the gateway by the key {} from now on", ring.provider(), current);
        }
        witness.rotated(ring.provider(), former, current);
    }

    private static boolean isSame(ProviderKey one, ProviderKey other) {
        return one.fingerprint().equals(other.fingerprint());
    }

    private void speakOfAges(Instant now) {
        for (KeyRing ring : rings) {
            ProviderKey key = ring.current(now);
            Instant created = key == null ? null : key.created();
            if (key == null || created == null || now.isBefore(created.plus(OLD))) {
                continue;
            }
            long days = Duration.between(created, now).toDays();
            Long said = saidDays.put(key.fingerprint(), days);
            if (said == null || said != days) {
                LOG.warn("The key {} of {} is {} days old: replace it", key, ring.provider(), days);
                witness.old(ring.provider(), key, days);
            }
        }
    }

    /** Seconds since the key that holds was made, by provider; a key of unknown age is left out. */
    public Map<String, Double> agesSeconds() {
        Instant now = clock.instant();
        Map<String, Double> ages = new HashMap<>();
        for (KeyRing ring : rings) {
            ProviderKey key = ring.current(now);
            Instant created = key == null ? null : key.created();
            if (created != null) {
                ages.put(ring.provider(), Duration.between(created, now).toMillis() / 1e3);
            }
        }
        return ages;
    }
}
