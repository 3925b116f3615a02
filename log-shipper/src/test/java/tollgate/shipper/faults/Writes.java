package tollgate.shipper.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests on, and knows which documents are in doubt: those of a write that was given up by its sender before it was carried
 * out. He may have looked for them in vain in between, and be about to send them again; then only the index that they are in tells
 * that they are there. They are in doubt until a look-up finds them or the answer to another bulk tells of them. Both stay true, so it
 * does not matter whether that answer arrives.
 */
final class Writes {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Created, refused for good, there already: nobody sends that document again without having been told of it. */
    private static final Set<Integer> SETTLED = Set.of(201, 400, 409);

    private final Upstream upstream;
    private final List<Write> open = new ArrayList<>();
    /** Held while a write comes into doubt, and while none may. */
    private final Lock doubt = new ReentrantLock();

    /** A bulk under way, or one that was given up. */
    private static final class Write {
        private final Set<String> inDoubt;
        private boolean givenUp;
        private boolean ended;

        private Write(HttpMessage bulk) throws IOException {
            this.inDoubt = new HashSet<>(documents(bulk));
        }

        private boolean isSettled() {
            return ended && (!givenUp || inDoubt.isEmpty());
        }
    }

    /** Something that takes its time. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    Writes(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Carries a request out, for whose answer the sender waits. */
    HttpMessage answer(HttpMessage request) throws IOException, InterruptedException {
        if (request.target().startsWith("/_bulk")) {
            return carryOut(request, begin(request));
        }
        HttpMessage answer = upstream.answer(request);
        settle(found(request, answer), null);
        return answer;
    }

    /** Carries a bulk out that its sender gives up in the first step. */
    void answerLate(HttpMessage bulk, Step first) throws IOException, InterruptedException {
        Write late = begin(bulk);
        giveUp(List.of(late));
        first.run();
        carryOut(bulk, late);
    }

    /** Whoever sent what is under way is no more. */
    void senderHasEnded() {
        giveUp(open);
    }

    /** Does something unless a write is in doubt; none comes into doubt meanwhile. Returns whether it was done. */
    boolean unlessInDoubt(Action action) throws IOException {
        doubt.lock();
        try {
            if (anyInDoubt()) {
                return false;
            }
            action.run();
            return true;
        } finally {
            doubt.unlock();
        }
    }

    private HttpMessage carryOut(HttpMessage bulk, Write write) throws IOException, InterruptedException {
        try {
            HttpMessage answer = upstream.answer(bulk);
            settle(told(bulk, answer), write);
            return answer;
        } catch (IOException e) { // nobody knows
            giveUp(List.of(write));
            throw e;
        } finally {
            end(write);
        }
    }

    private synchronized Write begin(HttpMessage bulk) throws IOException {
        Write write = new Write(bulk);
        open.add(write);
        return write;
    }

    private void giveUp(List<Write> writes) {
        doubt.lock();
        try {
            synchronized (this) {
                writes.forEach(write -> write.givenUp = true);
            }
        } finally {
            doubt.unlock();
        }
    }

    private synchronized boolean anyInDoubt() {
        return open.stream().anyMatch(write -> write.givenUp);
    }

    private synchronized void end(Write write) {
        write.ended = true;
        open.removeIf(Write::isSettled);
    }

    /** An answer has told of these documents; if it is that of a write itself, it does not settle that one. */
    private synchronized void settle(Set<String> documents, @Nullable Write itself) {
        open.stream().filter(write -> write != itself).forEach(write -> write.inDoubt.removeAll(documents));
        open.removeIf(Write::isSettled);
    }

    private static Set<String> found(HttpMessage request, HttpMessage answer) throws IOException {
        String[] path = request.target().split("[/?]", 4);
        Set<String> found = new HashSet<>();
        if (path.length > 2 && path[2].equals("_search") && answer.status() == 200) {
            JSON.readTree(answer.body())
                    .at("/hits/hits")
                    .forEach(hit -> found.add(document(path[1], hit.path("_id").asText())));
        }
        return found;
    }

    private static Set<String> told(HttpMessage bulk, HttpMessage answer) throws IOException {
        Set<String> told = new HashSet<>();
        if (answer.status() == 200) {
            JsonNode items = JSON.readTree(answer.body()).path("items");
            List<String> documents = documents(bulk);
            for (int item = 0; item < documents.size(); item++) {
                if (SETTLED.contains(items.at("/" + item + "/create/status").asInt())) {
                    told.add(documents.get(item));
                }
            }
        }
        return told;
    }

    /** The documents of a bulk, in their order. */
    private static List<String> documents(HttpMessage bulk) throws IOException {
        List<String> documents = new ArrayList<>();
        List<String> lines =
                new String(bulk.body(), StandardCharsets.UTF_8).lines().toList();
        for (int action = 0; action < lines.size(); action += 2) {
            JsonNode create = JSON.readTree(lines.get(action)).path("create");
            documents.add(
                    document(create.path("_index").asText(), create.path("_id").asText()));
        }
        return documents;
    }

    private static String document(String stream, String id) {
        return stream + '/' + id;
    }
}
