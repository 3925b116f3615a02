package tollgate.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;

/** Compares JSON by what it means: the order of keys and the form of numbers say nothing. */
final class Fingerprint {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /** SHA-256 over the keys in order, in base64. */
    static String of(JsonNode node) {
        try {
            Object plain = JSON.treeToValue(node, Object.class);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(plain));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether everything that the part says is said by the whole, too; the whole may say more in its objects. */
    static boolean contains(JsonNode whole, JsonNode part) {
        if (part.isObject() && whole.isObject()) {
            for (Map.Entry<String, JsonNode> field : part.properties()) {
                JsonNode other = whole.get(field.getKey());
                boolean absent = other == null && field.getValue().isNull();
                if (!absent && (other == null || !contains(other, field.getValue()))) {
                    return false;
                }
            }
            return true;
        }
        if (part.isArray() && whole.isArray()) {
            return (part.size() == whole.size()) && containsEach(whole.iterator(), part.iterator());
        }
        boolean numbers = part.isNumber() && whole.isNumber();
        return numbers ? part.decimalValue().compareTo(whole.decimalValue()) == 0 : part.equals(whole);
    }

    private static boolean containsEach(Iterator<JsonNode> whole, Iterator<JsonNode> part) {
        while (part.hasNext()) {
            if (!contains(whole.next(), part.next())) {
                return false;
            }
        }
        return true;
    }

    private Fingerprint() {}
}
