package tollgate.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LineFormatsTest {
    @Test
    void everyFormatIsFoundByItsName() {
        assertThat(Golden.FORMATS)
                .allSatisfy(name -> assertThat(LineFormats.of(name).name()).isEqualTo(name));
    }

    @Test
    void anUnknownNameIsToldWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineFormats.of("bifrost"))
                .withMessage("there is no line format 'bifrost'; use one of litellm, nginx, openclaw, tollgate");
    }

    @Test
    void formatsWhoseLinesMayHoldContentSaySo() {
        assertThat(Golden.FORMATS.stream().filter(name -> LineFormats.of(name).mayHoldContent()))
                .containsExactly("litellm", "openclaw");
    }

    /** Readers keep buffers; each input has its own. */
    @Test
    void everyCallGivesANewReader() {
        assertThat(LineFormats.of("litellm")).isNotSameAs(LineFormats.of("litellm"));
    }
}
