package tollgate.gateway.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one provider. The first in the order of the configuration that is not past its {@code not_after} holds, so a new
 * key that stands beside an old one takes over by itself. {@link #refresh} reads the sources again; a source that cannot be read
 * leaves its key as it was. Any thread may ask for the current key, one at a time may refresh.
 */
public final class KeyRing {
    private final String provider;
    private final List<KeyConfig> configs;
    private final List<@Nullable ProviderKey> read = new ArrayList<>();
    private volatile List<ProviderKey> keys = List.of();

    /** Nothing is read before {@link #refresh}. */
    public KeyRing(String provider, List<KeyConfig> configs) {
        this.provider = provider;
        this.configs = List.copyOf(configs);
        configs.forEach(_ -> read.add(null));
    }

    /** The ring of an endpoint that asks for no key, or of one whose key is known. */
    public static KeyRing of(String provider, @Nullable String secret) {
        KeyRing ring = new KeyRing(
                provider,
                secret == null ? List.of() : List.of(new KeyConfig(new KeySource.Known(secret), null, null, 0)));
        ring.refresh((_, _) -> {});
        return ring;
    }

    /** Of whom the keys are. */
    public String provider() {
        return provider;
    }

    /** Whether the endpoint asks for no key. */
    public boolean isKeyless() {
        return configs.isEmpty();
    }

    /** The key that holds at a time; null where none does. */
    public @Nullable ProviderKey current(Instant now) {
        for (ProviderKey key : keys) {
            if (key.holdsAt(now)) {
                return key;
            }
        }
        return null;
    }

    /** Told of a source that cannot be read, with the line of its configuration. */
    public interface Trouble {
        /** One line that says what is wrong. */
        void say(KeyConfig config, KeyUnavailableException cause);
    }

    /** Reads all sources again. Blocks. */
    public void refresh(Trouble trouble) {
        for (int i = 0; i < configs.size(); i++) {
            KeyConfig config = configs.get(i);
            try {
                read.set(i, keyOf(config, read.get(i)));
            } catch (KeyUnavailableException e) {
                trouble.say(config, e);
            }
        }
        keys = read.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static ProviderKey keyOf(KeyConfig config, @Nullable ProviderKey former) throws KeyUnavailableException {
        ProviderKey key = new ProviderKey(
                config.source().read(),
                config.created() == null ? config.source().created() : config.created(),
                config.notAfter());
        boolean same = former != null
                && former.fingerprint().equals(key.fingerprint())
                && Objects.equals(former.created(), key.created());
        return former != null && same ? former : key;
    }

    /** All keys that could be read, those that are past their {@code not_after} contained. */
    List<ProviderKey> keys() {
        return keys;
    }
}
