package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where objects of a kind are. A {@link RefusedException} is about one object; any other {@link SetupException} about all. */
interface Target {
    /** What people could have changed about the object, or null where there is none. */
    @Nullable
    JsonNode current(Ref ref) throws SetupException;

    void create(Wanted wanted) throws SetupException;

    /** Makes one that is there be as it is wanted. */
    void update(Wanted wanted) throws SetupException;

    /** Takes it away; one that is gone already is no error. */
    void remove(Ref ref) throws SetupException;
}
