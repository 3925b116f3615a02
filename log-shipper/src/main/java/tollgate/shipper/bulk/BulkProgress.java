package tollgate.shipper.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has become of each item of a body so far. An item that is put off stays to be sent. */
final class BulkProgress {
    private enum State {
        TO_SEND,
        /** It is there, and it is not known who wrote it, and when. */
        TO_ASK,
        CREATED,
        THERE_ALREADY,
        REPEATED,
        REFUSED
    }

    private final BulkBody body;
    private final State[] states;
    private final Map<Integer, Instant> earlier = new HashMap<>();
    private BulkAnswer.@Nullable Item putOff;
    private final List<BulkWriter.Refused> refused = new ArrayList<>();

    BulkProgress(BulkBody body) {
        this.body = body;
        this.states = new State[body.items()];
        Arrays.fill(states, State.TO_SEND);
    }

    int[] toSend() {
        return all(State.TO_SEND);
    }

    int[] toAsk() {
        return all(State.TO_ASK);
    }

    int left() {
        return toSend().length + toAsk().length;
    }

    boolean isDone() {
        return left() == 0;
    }

    int created() {
        return all(State.CREATED).length;
    }

    int thereAlready() {
        return all(State.THERE_ALREADY).length + all(State.REPEATED).length;
    }

    /** The last answer that put an item off, or null. */
    BulkAnswer.@Nullable Item putOff() {
        return putOff;
    }

    BulkWriter.Written written() {
        refused.sort(java.util.Comparator.comparingInt(BulkWriter.Refused::item));
        return new BulkWriter.Written(
                List.copyOf(refused), Arrays.stream(all(State.REPEATED)).boxed().toList(), Map.copyOf(earlier));
    }

    /** Takes over Elasticsearch's answer to one item. */
    void answered(int item, BulkAnswer.Item answer) {
        if (answer.isCreated()) {
            states[item] = State.CREATED;
        } else if (answer.isThereAlready()) {
            states[item] = State.TO_ASK;
        } else if (answer.isRefused()) {
            states[item] = State.REFUSED;
            refused.add(new BulkWriter.Refused(item, answer));
        } else {
            putOff = answer;
        }
    }

    /** Takes over which items are there, with their origins, by stream and id. */
    void existing(Map<String, Map<String, BulkTransport.Existing>> found) {
        for (int item = 0; item < states.length; item++) {
            if (states[item] == State.TO_SEND || states[item] == State.TO_ASK) {
                BulkTransport.Existing there =
                        found.getOrDefault(body.index(item), Map.of()).get(body.id(item));
                if (there != null && isOwn(item, there.origin())) {
                    states[item] = State.THERE_ALREADY;
                    earlier.put(item, there.timestamp());
                } else if (there != null) {
                    states[item] = State.REPEATED;
                }
            }
        }
    }

    private boolean isOwn(int item, String there) {
        @Nullable String own = body.origin(item);
        return own == null || own.equals(there);
    }

    private int[] all(State state) {
        int[] found = new int[states.length];
        int count = 0;
        for (int item = 0; item < states.length; item++) {
            if (states[item] == state) {
                found[count++] = item;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
