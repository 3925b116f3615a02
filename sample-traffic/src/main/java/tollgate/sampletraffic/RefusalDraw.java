package tollgate.sampletraffic;

import java.time.Instant;
import java.util.Random;

/** Draws lines that must be refused. */
final class RefusalDraw {
    private final Random random;

    RefusalDraw(Random random) {
        this.random = random;
    }

    SampleRefusal at(Instant at) {
        String id = "r-" + random.nextInt(1_000_000);
        return switch (random.nextInt(4)) {
            case 0 -> new SampleRefusal(at, "{\"timestamp\":\"" + at + "\",\"request_id\":\"" + id, "not_json", null);
            case 1 ->
                new SampleRefusal(
                        at,
                        "{\"timestamp\":\"" + at + "\",\"request_id\":\"" + id + "\"}",
                        "missing_field",
                        "model_name");
            case 2 ->
                new SampleRefusal(
                        at,
                        "{\"timestamp\":\"yesterday\",\"request_id\":\"" + id + "\",\"model_name\":\"qwen-max\"}",
                        "bad_timestamp",
                        "timestamp");
            default ->
                new SampleRefusal(
                        at,
                        "{\"timestamp\":\"" + at + "\",\"request_id\":\"" + id
                                + "\",\"model_name\":\"qwen-max\",\"input_tokens\":-3}",
                        "negative",
                        "input_tokens");
        };
    }
}
