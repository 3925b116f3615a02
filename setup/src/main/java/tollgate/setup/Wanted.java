package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object that is to be there.
 *
 * @param compared what its target's {@link Target#current} must contain; no secret
 * @param create what makes it
 * @param update what changes one that is there
 * @param secret whether it holds secrets, which nobody can read back: then it is written each time
 */
record Wanted(Kind kind, String id, String name, JsonNode compared, JsonNode create, JsonNode update, boolean secret) {
    Ref ref() {
        return new Ref(kind, id);
    }

    String what() {
        return kind.word() + " " + name;
    }
}
