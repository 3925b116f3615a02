package tollgate.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tollgate.console.query.Esql;
import tollgate.console.query.QueryFailedException;
import tollgate.console.query.Question;
import tollgate.console.query.Table;

/** Answers every question with how many it was asked before, and remembers them. */
final class FakeEsql implements Esql {
    final List<Question> asked = new CopyOnWriteArrayList<>();
    volatile @Nullable QueryFailedException failure;

    @Override
    public Table ask(Question question) throws QueryFailedException {
        asked.add(question);
        QueryFailedException failing = failure;
        if (failing != null) {
            throw failing;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        rows.addArray().add(asked.size());
        return new Table(List.of(new Table.Column("n", "long")), rows, false);
    }
}
