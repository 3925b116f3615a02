package tollgate.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tollgate.console.query.Catalogue;
import tollgate.console.query.Table;

/** An answer for the page. */
final class AnswerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerJson() {}

    static byte[] bytes(Catalogue.Asked asked, Table table) {
        ObjectNode json = JSON.createObjectNode();
        json.put("from", asked.span().from().toString());
        json.put("to", asked.span().to().toString());
        return bytes(write(table, json));
    }

    static byte[] bytes(Table table) {
        return bytes(write(table, JSON.createObjectNode()));
    }

    private static ObjectNode write(Table table, ObjectNode json) {
        json.put("cut", table.cut());
        table.columns()
                .forEach(column -> json.withArray("columns")
                        .addObject()
                        .put("name", column.name())
                        .put("type", column.type()));
        json.set("rows", table.rows());
        return json;
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) { // a tree can always be written
            throw new IllegalStateException(e);
        }
    }
}
