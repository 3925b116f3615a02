package tollgate.setup;

import java.util.Arrays;

/** The kinds of objects, in the order in which they are made: what others refer to comes first. */
enum Kind {
    DATA_STREAM("data-stream", "data stream"),
    ROLE("role", "role"),
    TAG("tag", "tag"),
    DATA_VIEW("index-pattern", "data view"),
    SEARCH("search", "saved search"),
    DASHBOARD("dashboard", "dashboard"),
    CONNECTOR("action", "connector"),
    RULE("alert", "rule"),
    API_KEY("api-key", "API key");

    private final String type;
    private final String word;

    Kind(String type, String word) {
        this.type = type;
        this.word = word;
    }

    /** Kibana's type, where it has one. */
    String type() {
        return type;
    }

    String word() {
        return word;
    }

    boolean isInKibana() {
        return this != DATA_STREAM && this != ROLE && this != API_KEY;
    }

    static Kind ofType(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.equals(type))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + type + "' is no kind of object that is installed"));
    }
}
