package tollgate.shipper.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A bulk of which a random half meets a full queue: only the other items reach the server, and the answer speaks of all of them,
 * in their order.
 */
final class HalfOfABulk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean[] passedOn;
    private final byte[] body;

    HalfOfABulk(byte[] bulk, Random random) {
        List<String> lines = new String(bulk, StandardCharsets.UTF_8).lines().toList();
        passedOn = new boolean[lines.size() / 2];
        ByteArrayOutputStream half = new ByteArrayOutputStream();
        for (int item = 0; item < passedOn.length; item++) {
            passedOn[item] = random.nextBoolean();
            if (passedOn[item]) {
                half.writeBytes(
                        (lines.get(2 * item) + "\n" + lines.get(2 * item + 1) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        body = half.toByteArray();
    }

    /** What is to be sent; empty where chance has chosen nothing. */
    byte[] body() {
        return body;
    }

    /** The answer to all items. */
    byte[] answer(byte[] answerToHalf) throws IOException {
        Iterator<JsonNode> answered = body.length == 0
                ? JSON.createArrayNode().iterator()
                : JSON.readTree(answerToHalf).path("items").iterator();
        ObjectNode answer = JSON.createObjectNode().put("errors", true);
        ArrayNode items = answer.putArray("items");
        for (boolean each : passedOn) {
            items.add(each ? answered.next() : putOff());
        }
        return JSON.writeValueAsBytes(answer);
    }

    private static JsonNode putOff() {
        return JSON.valueToTree(Map.of(
                "create",
                Map.of(
                        "status",
                        429,
                        "error",
                        Map.of("type", "es_rejected_execution_exception", "reason", "the queue is full"))));
    }
}
