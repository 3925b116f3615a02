package tollgate.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokenTest {
    private static final String ID = "0123456789af";
    private static final String SECRET = "-_AZaz09-_AZaz09-_AZaz09-_AZaz09-_AZaz09xyz";

    @Test
    void hasAnIdAndASecret() {
        PresentedToken token = PresentedToken.parse("tg_" + ID + "_" + SECRET);
        assertThat(token).isEqualTo(new PresentedToken(ID, SECRET));
        assertThat(token).hasToString("tg_" + ID + "_(secret)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "`", "g", "A", "_", "\u0660"})
    void anIdIsHexadecimalInSmallLetters(String wrong) {
        assertThat(PresentedToken.parse("tg_" + wrong + ID.substring(1) + "_" + SECRET))
                .isNull();
        assertThat(PresentedToken.parse("tg_" + ID.substring(1) + wrong + "_" + SECRET))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "@", "[", "`", "{", "+", "=", " ", "\u0660", "\u00e9"})
    void aSecretIsBase64ForUrls(String wrong) {
        assertThat(PresentedToken.parse("tg_" + ID + "_" + wrong + SECRET.substring(1)))
                .isNull();
        assertThat(PresentedToken.parse("tg_" + ID + "_" + SECRET.substring(1) + wrong))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tg_",
                "TG_" + ID + "_" + SECRET,
                "tg_" + ID + "-" + SECRET,
                "tg_" + ID + "_" + SECRET + "x",
                "tg_" + ID + SECRET + "x",
                "tg" + ID + "_" + SECRET,
            })
    void nothingElseIsAToken(String text) {
        assertThat(PresentedToken.parse(text)).isNull();
    }
}
