package tollgate.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterUnreachableException;
import tollgate.elasticsearch.RestAnswer;

/** Who we are in a cluster, and how old the key is. */
record Credentials(Cluster cluster, InstantSource clock) {
    private static final String NAME = "key";
    private static final String OWN = "make one with the least rights: ./tollgate setup --api-key shipper";
    private static final Duration OLD = Duration.ofDays(365);
    private static final Duration SOON = Duration.ofDays(14);

    List<Finding> look() throws ClusterUnreachableException {
        RestAnswer who = RestAnswer.of(cluster, "GET", "/_security/_authenticate", null);
        if (!who.ok()) {
            return List.of(Finding.warning(
                    NAME,
                    "the cluster has no security: who reaches it reads and changes all",
                    "switch it on (xpack.security.enabled), unless only this machine reaches it"));
        }
        String id = who.body().at("/api_key/id").asText("");
        if (id.isEmpty()) {
            return List.of(user(who.body()));
        }
        RestAnswer keys = RestAnswer.of(cluster, "GET", "/_security/api_key?owner=true&id=" + id, null);
        JsonNode key = keys.body().path("api_keys").path(0);
        return List.of(
                key.isMissingNode()
                        ? Finding.warning(
                                NAME,
                                "the cluster does not tell how old the key is (" + keys.reason() + ")",
                                "ask GET /_security/api_key?id=" + id + " as its owner")
                        : age(key, clock.instant()));
    }

    private static Finding user(JsonNode who) {
        String text = "we come in as the user " + who.path("username").asText();
        for (JsonNode role : who.path("roles")) {
            if ("superuser".equals(role.asText())) {
                return Finding.warning(NAME, text + ", who may do all", OWN);
            }
        }
        return Finding.ok(NAME, text);
    }

    /** @param key as {@code GET /_security/api_key} tells it: creation and expiration in milliseconds */
    static Finding age(JsonNode key, Instant now) {
        Duration age =
                Duration.between(Instant.ofEpochMilli(key.path("creation").asLong()), now);
        String text = "the key %s is %,d days old".formatted(key.path("name").asText(), age.toDays());
        if (key.path("expiration").isNumber()) {
            Duration left = Duration.between(
                    now, Instant.ofEpochMilli(key.path("expiration").asLong()));
            if (left.compareTo(SOON) < 0) {
                return Finding.warning(NAME, text + " and ends in %,d hours".formatted(left.toHours()), OWN);
            }
        }
        return age.compareTo(OLD) > 0 ? Finding.warning(NAME, text, OWN) : Finding.ok(NAME, text);
    }
}
