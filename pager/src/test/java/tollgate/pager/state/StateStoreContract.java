package tollgate.pager.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StateStoreContract {
    abstract StateStore store() throws IOException;

    @Test
    void beginsEmpty() throws IOException {
        assertThat(store().load()).isEmpty();
    }

    @Test
    void keepsChangesAndForgetsWhatIsRemoved() throws IOException {
        StateStore store = store();
        store.commit(Map.of("a", "1", "b", "2\n\"x\" 模型"));
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put("a", null);
        changes.put("c", "3");
        store.commit(changes);
        store.commit(Map.of());

        assertThat(store.load()).isEqualTo(Map.of("b", "2\n\"x\" 模型", "c", "3"));
    }
}
