package tollgate.pager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.page.Acknowledgement;
import tollgate.pager.page.Match;
import tollgate.pager.page.Silence;
import tollgate.pager.state.SharedDocuments;
import tollgate.pager.state.StateJson;

/** What people tell the pager: silences and acknowledgements. */
public final class Notes {
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
    private static final ObjectMapper JSON = StateJson.mapper();
    private static final String KIND = "kind";
    private static final String SILENCE = "silence";
    private static final String ACKNOWLEDGEMENT = "acknowledgement";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int ID_DIGITS = 8;

    private final SharedDocuments documents;

    public Notes(SharedDocuments documents) {
        this.documents = documents;
    }

    /** Makes a silence; returns it with its id. */
    public Silence add(Match match, String reason, String by, Instant from, Instant until) throws IOException {
        String id = UUID.randomUUID().toString().substring(0, ID_DIGITS);
        Silence silence = new Silence(id, match, reason, by, from, until);
        ObjectNode body = JSON.valueToTree(silence);
        documents.put(SILENCE + "-" + id, body.put(KIND, SILENCE));
        return silence;
    }

    /** All silences that hold or will hold, by their end. */
    public List<Silence> silences(Instant now) throws IOException {
        return all(SILENCE, Silence.class).stream()
                .filter(silence -> silence.until().isAfter(now))
                .sorted(Comparator.comparing(Silence::until))
                .toList();
    }

    /** Ends a silence; whether there was one. */
    public boolean removeSilence(String id) throws IOException {
        return documents.remove(SILENCE + "-" + id);
    }

    /** Somebody has taken over. */
    public void acknowledge(String pageKey, String by, Instant at) throws IOException {
        ObjectNode body = JSON.valueToTree(new Acknowledgement(pageKey, by, at));
        documents.put(ACKNOWLEDGEMENT + "-" + pageKey, body.put(KIND, ACKNOWLEDGEMENT));
    }

    /** All acknowledgements of the last days; those of pages that are over mean nothing. */
    public List<Acknowledgement> acknowledgements() throws IOException {
        return all(ACKNOWLEDGEMENT, Acknowledgement.class);
    }

    /** Removes what means nothing any more. */
    void tidy(Instant now) throws IOException {
        Instant old = now.minus(KEPT);
        for (Silence silence : all(SILENCE, Silence.class)) {
            if (silence.until().isBefore(old)) {
                documents.remove(SILENCE + "-" + silence.id());
            }
        }
        for (Acknowledgement acknowledgement : acknowledgements()) {
            if (acknowledgement.at().isBefore(old)) {
                documents.remove(ACKNOWLEDGEMENT + "-" + acknowledgement.pageKey());
            }
        }
    }

    private <T> List<T> all(String kind, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        for (SharedDocuments.Versioned document : documents.ofKind(kind)) {
            try {
                all.add(JSON.treeToValue(document.body(), type));
            } catch (JsonProcessingException e) {
                LOG.warn("{} is no {}, and is passed over: {}", document.id(), kind, e.getOriginalMessage());
            }
        }
        return all;
    }
}
