package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Unpriced;

class CostFieldsTest {
    private static final Cost COST = new Cost("USD", 1_500, 20, 700, 2_220, "USD", 2_220, null, "v1");
    private static final String PRICED =
            "{\"gen_ai\":{\"usage\":{\"input_tokens\":3,\"cost\":{\"amount\":0.00000222,\"currency\":\"USD\",\"source\":\"local\"}}},"
                    + "\"llm_gateway\":{\"cost\":{\"input\":0.0000015,\"output\":7E-7,\"cache\":2.0E-8,"
                    + "\"reporting\":{\"amount\":0.000002220,\"currency\":\"USD\"}},\"price\":{\"version\":\"v1\"},"
                    + "\"team\":\"a\"},\"x\":0.10000000000000000000000000000000001}";

    @Test
    void sameAmountsInOtherSpellingsAreTheSame() throws Exception {
        assertThat(CostFields.in(read(PRICED)).to(CostFields.of(COST))).isEqualTo(Change.NONE);
    }

    @Test
    void aNanoUnitIsADifference() throws Exception {
        Cost more = new Cost("USD", 1_500, 20, 701, 2_221, "USD", 2_221, null, "v1");

        assertThat(CostFields.in(read(PRICED)).to(CostFields.of(more))).isEqualTo(Change.COST);
    }

    @Test
    void partsThatDifferBelowTheSameTotalAreADifference() throws Exception {
        Cost moved = new Cost("USD", 1_501, 20, 699, 2_220, "USD", 2_220, null, "v1");

        assertThat(CostFields.in(read(PRICED)).to(CostFields.of(moved))).isEqualTo(Change.COST);
    }

    @Test
    void otherVersionAloneIsToldApart() throws Exception {
        Cost other = new Cost("USD", 1_500, 20, 700, 2_220, "USD", 2_220, null, "v2");

        assertThat(CostFields.in(read(PRICED)).to(CostFields.of(other))).isEqualTo(Change.VERSION_ONLY);
    }

    @Test
    void gettingAndLosingACostAreToldApartAndSoAreReasons() throws Exception {
        CostFields priced = CostFields.of(COST);
        CostFields unknownModel = CostFields.of(new Unpriced(MissingReason.UNKNOWN_MODEL));
        CostFields unknownUsage = CostFields.of(new Unpriced(MissingReason.UNKNOWN_USAGE));

        assertThat(unknownModel.to(priced)).isEqualTo(Change.NEWLY_PRICED);
        assertThat(priced.to(unknownModel)).isEqualTo(Change.NEWLY_UNPRICED);
        assertThat(unknownModel.to(unknownUsage)).isEqualTo(Change.COST);
        assertThat(unknownModel.to(unknownModel)).isEqualTo(Change.NONE);
        assertThat(CostFields.in(read("{}")).to(unknownModel)).isEqualTo(Change.COST);
    }

    @Test
    void costOfZeroIsACost() throws Exception {
        CostFields free = CostFields.of(new Cost("USD", 0, 0, 0, 0, "USD", 0, null, "v1"));

        assertThat(CostFields.of(new Unpriced(MissingReason.UNKNOWN_MODEL)).to(free))
                .isEqualTo(Change.NEWLY_PRICED);
    }

    @Test
    void writingChangesTheCostAndNotADigitMore() throws Exception {
        ObjectNode document = read(PRICED);

        CostFields.of(new Cost("CNY", 1, 0, 2, 3, "USD", -1, MissingReason.NO_RATE, "v2"))
                .writeTo(document);

        assertThat(document.toString())
                .isEqualTo(
                        "{\"gen_ai\":{\"usage\":{\"input_tokens\":3,"
                                + "\"cost\":{\"amount\":3E-9,\"currency\":\"CNY\",\"source\":\"local\"}}},"
                                + "\"llm_gateway\":{\"cost\":{\"input\":1E-9,\"output\":2E-9,\"cache\":0,"
                                + "\"reporting\":{\"currency\":\"USD\",\"missing_reason\":\"no_rate\"}},"
                                + "\"price\":{\"version\":\"v2\"},\"team\":\"a\"},\"x\":0.10000000000000000000000000000000001}");
    }

    @Test
    void losingACostLeavesNoEmptyObject() throws Exception {
        ObjectNode document = read(PRICED);

        CostFields.of(new Unpriced(MissingReason.UNKNOWN_MODEL)).writeTo(document);

        assertThat(document.toString())
                .isEqualTo("{\"gen_ai\":{\"usage\":{\"input_tokens\":3}},"
                        + "\"llm_gateway\":{\"cost\":{\"missing_reason\":\"unknown_model\"},\"team\":\"a\"},"
                        + "\"x\":0.10000000000000000000000000000000001}");
    }

    @Test
    void thereAndBackIsTheSameDocument() throws Exception {
        ObjectNode document = read(PRICED);

        CostFields.of(new Unpriced(MissingReason.UNKNOWN_MODEL)).writeTo(document);
        CostFields.of(COST).writeTo(document);

        assertThat(CostFields.in(document).to(CostFields.in(read(PRICED)))).isEqualTo(Change.NONE);
        CostFields.NAMES.forEach(name -> DocumentTree.remove(document, name));
        ObjectNode bare = read(PRICED);
        CostFields.NAMES.forEach(name -> DocumentTree.remove(bare, name));
        assertThat(document).isEqualTo(bare);
    }

    private static ObjectNode read(String json) throws IOException {
        return DocumentTree.JSON.readValue(json, ObjectNode.class);
    }
}
