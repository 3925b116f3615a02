package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.DataStream;

/** What every implementation keeps to. */
abstract class DocumentsContract {
    static final int PAGE_SIZE = 3;
    static final String NAMESPACE = "t" + UUID.randomUUID().toString().substring(0, 8);

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** So that no test sees the documents of another: each has a model of its own. */
    private final String model = "m-" + UUID.randomUUID();

    abstract Documents documents();

    abstract void put(DataStream stream, String id, ObjectNode source) throws Exception;

    @Test
    void walkIsInOrderOfTimeAndHasEachDocumentOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            // Seven of ten have the same time, more than two pages.
            put(request("r" + i, NOON.plusMillis(Math.max(0, 7 - i)), ""));
        }

        List<Stored> found = walk(NOON, NOON.plusSeconds(1));

        assertThat(found).extracting(Stored::id).containsExactlyInAnyOrderElementsOf(ids(10));
        assertThat(found)
                .extracting(each -> RequestDocument.time(each.source()))
                .isSorted();
        assertThat(walk(NOON, NOON.plusSeconds(1)))
                .extracting(Stored::id)
                .containsExactlyElementsOf(found.stream().map(Stored::id).toList());
    }

    @Test
    void rangeIsExactToTheMillisecond() throws Exception {
        put(request("r0", NOON.minusMillis(1), ""));
        put(request("r1", NOON, ""));
        put(request("r2", NOON.plusMillis(1), ""));
        put(request("r3", NOON.plusMillis(2), ""));

        assertThat(walk(NOON, NOON.plusMillis(2))).extracting(Stored::id).containsExactly(id("r1"), id("r2"));
    }

    @Test
    void onlyRequestsAreFoundAndTheModelIsTheOneThatAnswered() throws Exception {
        put(request("r0", NOON, ""));
        put(request("r1", NOON, ",\"response\":{\"model\":\"another\"}"));
        put(json(
                "r2",
                NOON,
                "\"gen_ai\":{\"request\":{\"model\":\"another\"},\"response\":{\"model\":\"" + model + "\"}},"
                        + "\"llm_gateway\":{\"kind\":\"request\"}"));
        put(json(
                "r3",
                NOON,
                "\"gen_ai\":{\"request\":{\"model\":\"" + model + "\"}},"
                        + "\"llm_gateway\":{\"kind\":\"slow_start\"}"));

        assertThat(walk(NOON, NOON.plusMillis(1))).extracting(Stored::id).containsExactlyInAnyOrder(id("r0"), id("r2"));
    }

    @Test
    void windowsAreFoundByTheirModel() throws Exception {
        put(DataStream.USAGE, id("w0"), json("w0", NOON, "\"gen_ai\":{\"response\":{\"model\":\"" + model + "\"}}"));
        put(DataStream.USAGE, id("w1"), json("w1", NOON, "\"gen_ai\":{\"response\":{\"model\":\"another\"}}"));

        Selection windows = new Selection(DataStream.USAGE, NAMESPACE, NOON, NOON.plusSeconds(60), model);

        assertThat(walk(windows)).extracting(Stored::id).containsExactly(id("w0"));
    }

    @Test
    void walkIsOverWhatWasThereWhenItBegan() throws Exception {
        put(request("r0", NOON, ""));
        try (Documents.Walk walk = documents().walk(selection(NOON, NOON.plusSeconds(1)))) {
            put(request("r1", NOON, ""));

            assertThat(walk.next()).extracting(Stored::id).containsExactly(id("r0"));
            assertThat(walk.next()).isEmpty();
        }
    }

    @Test
    void replacesOnlyWhatHasNotChangedSince() throws Exception {
        put(request("r0", NOON, ""));
        Stored before = walk(NOON, NOON.plusSeconds(1)).getFirst();
        ObjectNode first = before.source().deepCopy().put("n", 1);
        ObjectNode second = before.source().deepCopy().put("n", 2);

        assertThat(documents().write(List.of(before.replacedBy(first)))).containsExactly(Write.Result.DONE);
        assertThat(documents().write(List.of(before.replacedBy(second)))).containsExactly(Write.Result.CONFLICT);

        Stored now = documents().readAgain(List.of(before)).getFirst();
        assertThat(now.source()).isEqualTo(first);
        assertThat(documents().write(List.of(now.replacedBy(second)))).containsExactly(Write.Result.DONE);
        assertThat(walk(NOON, NOON.plusSeconds(1)))
                .singleElement()
                .extracting(Stored::source)
                .isEqualTo(second);
    }

    @Test
    void createsOnlyWhatIsNotThere() throws Exception {
        Write create = new Write(DataStream.REQUEST.in(NAMESPACE), id("r0"), null, request("r0", NOON, ""));
        Write other = new Write(DataStream.REQUEST.in(NAMESPACE), id("r1"), null, request("r1", NOON, ""));

        assertThat(documents().write(List.of(create))).containsExactly(Write.Result.DONE);
        assertThat(documents().write(List.of(create, other))).containsExactly(Write.Result.CONFLICT, Write.Result.DONE);
        assertThat(walk(NOON, NOON.plusSeconds(1))).hasSize(2);
    }

    @Test
    void numbersKeepAllTheirDigits() throws Exception {
        put(request("r0", NOON, ",\"x\":{\"a\":0.100000000000000000001,\"b\":12345678901234567890123,\"c\":1.500}"));

        assertThat(walk(NOON, NOON.plusSeconds(1)).getFirst().source().toString())
                .contains("\"x\":{\"a\":0.100000000000000000001,\"b\":12345678901234567890123,\"c\":1.500}");
    }

    @Test
    void streamThatDoesNotExistHasNoDocuments() throws Exception {
        assertThat(walk(new Selection(DataStream.REQUEST, "t-none", NOON, NOON.plusSeconds(1), null)))
                .isEmpty();
    }

    private void put(ObjectNode request) throws Exception {
        put(DataStream.REQUEST, request.path("id").asText(), request);
    }

    private ObjectNode request(String name, Instant at, String moreOfGenAi) throws IOException {
        return json(
                name,
                at,
                "\"gen_ai\":{\"request\":{\"model\":\"" + model + "\"}" + moreOfGenAi
                        + "},\"llm_gateway\":{\"kind\":\"request\"}");
    }

    private ObjectNode json(String name, Instant at, String fields) throws IOException {
        return DocumentTree.JSON.readValue(
                "{\"@timestamp\":\"" + at + "\",\"id\":\"" + id(name) + "\"," + fields + "}", ObjectNode.class);
    }

    private String id(String name) {
        return model + name;
    }

    private List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id("r" + i));
        }
        return ids;
    }

    private Selection selection(Instant from, Instant to) {
        return new Selection(DataStream.REQUEST, NAMESPACE, from, to, model);
    }

    private List<Stored> walk(Instant from, Instant to) throws IOException {
        return walk(selection(from, to));
    }

    private List<Stored> walk(Selection selection) throws IOException {
        List<Stored> all = new ArrayList<>();
        try (Documents.Walk walk = documents().walk(selection)) {
            for (List<Stored> page = walk.next(); !page.isEmpty(); page = walk.next()) {
                assertThat(page).hasSizeLessThanOrEqualTo(PAGE_SIZE);
                all.addAll(page);
            }
        }
        return all;
    }
}
