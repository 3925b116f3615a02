package tollgate.pager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.page.Book;
import tollgate.pager.page.PagerRules;
import tollgate.pager.state.SharedDocuments;

/**
 * The leader's memory, where the next leader finds it. It is written before pages are sent, so that who follows does not send them
 * again; where that takes too long, pages do not wait for it.
 */
final class SharedCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCopy.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String ID = "state";
    private static final String TERM = "term";
    private static final long PATIENCE_MS = 2_000;

    private final SharedDocuments documents;
    private final Book book;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("pager-copy").factory());
    private Map<String, String> written = Map.of();
    private Future<?> writing = java.util.concurrent.CompletableFuture.completedFuture(null);

    SharedCopy(SharedDocuments documents, Book book) {
        this.documents = documents;
        this.book = book;
    }

    /** Goes on where the last leader was, if that was another one. */
    void takeOver() throws IOException {
        SharedDocuments.Versioned found = documents.get(ID);
        long term = found == null ? 0 : found.body().path(TERM).asLong();
        if (found != null && term > book.number(TERM)) {
            book.replace(JSON.readValue(found.body().path("entries").asText(), TEXTS), PagerRules.UNREACHABLE);
            LOG.info("goes on from the memory of the pager that led before: {} open alerts", book.openAlerts());
        }
        // Not the number of the copy itself, so that whoever led before will see that it is no longer the newest.
        book.number(TERM, Math.max(term, book.number(TERM)) + 1);
        written = Map.of();
        push();
    }

    /** What the leader wrote last; empty where nobody did. */
    static Map<String, String> read(SharedDocuments documents) throws IOException {
        SharedDocuments.Versioned found = documents.get(ID);
        return found == null
                ? Map.of()
                : JSON.readValue(found.body().path("entries").asText(), TEXTS);
    }

    /** Writes what has changed. */
    void push() {
        if (!writing.isDone()) {
            return;
        }
        Map<String, String> copy = book.copy();
        if (copy.equals(written)) {
            return;
        }
        long term = book.number(TERM);
        writing = thread.submit(() -> write(copy, term));
        try {
            writing.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            written = copy;
        } catch (TimeoutException e) {
            LOG.warn("the memory for another pager is not written yet; pages do not wait for it");
        } catch (ExecutionException e) {
            LOG.warn("the memory for another pager cannot be written: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Map<String, String> copy, long term) {
        try {
            ObjectNode body = JSON.createObjectNode().put("kind", "state").put(TERM, term);
            // One text: no key of it may become a field.
            documents.put(ID, body.put("entries", JSON.writeValueAsString(copy)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are plain values", e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
