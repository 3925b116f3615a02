package tollgate.hostmetrics;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * A service, and the address that tells of its health.
 *
 * @param url http or https, without name and password
 */
public record Probe(String service, URI url) {
    /** Checks the address. */
    public Probe {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the probe of " + service + " needs an address such as http://127.0.0.1:18789/healthz");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the probe of " + service + " must not have a name and password in its address: leave them out");
        }
    }

    /**
     * Reads {@code name=url,name=url}; an empty text is none.
     *
     * @throws IllegalArgumentException in one line, which shows no address, since one may hold a secret
     */
    public static List<Probe> parse(String text) {
        List<Probe> probes = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                probes.add(one(entry.strip()));
            }
        }
        return List.copyOf(probes);
    }

    private static Probe one(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 1 || entry.substring(0, equals).contains("/")) {
            throw new IllegalArgumentException(
                    "a probe needs a name: write it as gateway=http://127.0.0.1:18789/healthz");
        }
        String service = entry.substring(0, equals);
        try {
            return new Probe(service, new URI(entry.substring(equals + 1)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the probe of " + service + " has an address that cannot be read: "
                            + e.getReason().toLowerCase(java.util.Locale.ROOT) + " at character " + e.getIndex(),
                    e);
        }
    }

    /** The address without its query, which may hold a key. */
    String shown() {
        String full = url.toString();
        int query = full.indexOf('?');
        return query < 0 ? full : full.substring(0, query);
    }

    @Override
    public String toString() {
        return service + "=" + shown();
    }
}
