package tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    @Test
    void aNumberStandsAsItIs() {
        assertThat(new Variables(Map.of("HEAP", " 300 ")).number("HEAP", 64, 512))
                .isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyVariableCountsAsUnset(String value) {
        assertThat(new Variables(Map.of("HEAP", value)).number("HEAP", 64, 512)).isEqualTo(512);
        assertThat(new Variables(Map.of()).number("HEAP", 64, 512)).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"63", "1.5", "much", "3000000000"})
    void anythingElseIsRefusedWithItsName(String value) {
        assertThatThrownBy(() -> new Variables(Map.of("HEAP", value)).number("HEAP", 64, 512))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HEAP is \"" + value + "\": set it to a whole number of at least 64");
    }
}
