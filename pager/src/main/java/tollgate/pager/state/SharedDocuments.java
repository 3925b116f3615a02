package tollgate.pager.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What several pagers, and the commands of people, share: documents by id. A change is made only to the version that its maker has
 * read. Safe for many threads.
 */
public interface SharedDocuments {
    /**
     * A document as it was read.
     *
     * @param version equal for two readings only if nobody wrote in between
     */
    record Versioned(String id, JsonNode body, String version) {}

    /** The document of an id, or null. */
    @Nullable
    Versioned get(String id) throws IOException;

    /** All of one kind, which the field {@code kind} says; of more than a thousand, a thousand. */
    List<Versioned> ofKind(String kind) throws IOException;

    /**
     * Writes a document, if it is still as it was read.
     *
     * @param read null where there was none
     * @return whether it was
     */
    boolean put(String id, ObjectNode body, @Nullable Versioned read) throws IOException;

    /** Writes a document, whatever was there. */
    void put(String id, ObjectNode body) throws IOException;

    /** Removes a document; whether there was one. */
    boolean remove(String id) throws IOException;
}
