package tollgate.pager.state;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts by name that outlive a crash. A commit holds as a whole or, where the process dies in it, not at all; once it has
 * returned, it holds. One thread at a time.
 */
public interface StateStore extends Closeable {
    /** All that was committed, in no order. */
    Map<String, String> load() throws IOException;

    /**
     * Changes several at once.
     *
     * @param changes new texts by name; null removes
     * @throws IOException where that cannot be kept; then nothing may be done that relies on it
     */
    void commit(Map<String, @Nullable String> changes) throws IOException;
}
