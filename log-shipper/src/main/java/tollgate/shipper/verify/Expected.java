package tollgate.shipper.verify;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a line should have become.
 *
 * @param invalidId the {@code _id} that it has if it was refused
 * @param id the {@code _id} of its document, null where the contract refuses the line
 * @param document the document, null likewise
 */
record Expected(
        String invalidId, @Nullable String id, @Nullable JsonNode document) {}
