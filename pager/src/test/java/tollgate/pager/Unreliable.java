package tollgate.pager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tollgate.pager.state.SharedDocuments;

/** Documents that are out of reach at times. */
record Unreliable(SharedDocuments documents, BooleanSupplier reachable) implements SharedDocuments {
    private SharedDocuments reached() throws IOException {
        if (!reachable.getAsBoolean()) {
            throw new IOException("out of reach");
        }
        return documents;
    }

    @Override
    public @Nullable Versioned get(String id) throws IOException {
        return reached().get(id);
    }

    @Override
    public List<Versioned> ofKind(String kind) throws IOException {
        return reached().ofKind(kind);
    }

    @Override
    public boolean put(String id, ObjectNode body, @Nullable Versioned read) throws IOException {
        return reached().put(id, body, read);
    }

    @Override
    public void put(String id, ObjectNode body) throws IOException {
        reached().put(id, body);
    }

    @Override
    public boolean remove(String id) throws IOException {
        return reached().remove(id);
    }
}
