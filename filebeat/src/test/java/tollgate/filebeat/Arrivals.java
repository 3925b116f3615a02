package tollgate.filebeat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines arrived, and how often. */
final class Arrivals {
    private static final Pattern WHOLE =
            Pattern.compile("\\{\"timestamp\".*\"request_id\":\"[0-9a-f-]{24}(\\d{12})\".*\"tenant\":\"search\"\\}");

    private final BitSet numbers = new BitSet();
    private final List<String> others = new ArrayList<>();
    private int again;

    synchronized void take(JsonNode event) {
        String line = event.path("message").asText();
        Matcher whole = WHOLE.matcher(line);
        if (!whole.matches() || !event.at("/fields/log").asText().equals("request")) {
            others.add(line);
            return;
        }
        int number = Integer.parseInt(whole.group(1));
        if (numbers.get(number)) {
            again++;
        }
        numbers.set(number);
    }

    synchronized int different() {
        return numbers.cardinality();
    }

    synchronized int again() {
        return again;
    }

    synchronized List<String> others() {
        return List.copyOf(others);
    }
}
