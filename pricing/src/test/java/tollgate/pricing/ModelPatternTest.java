package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ModelPatternTest {

    @Property(tries = 20_000)
    void matchesWhatTheSameRegularExpressionMatches(@ForAll("globs") String glob, @ForAll("names") String name) {
        String regex = glob.replace("*", ".*").replace("?", ".");

        assertThat(ModelPattern.ofGlob(glob).matches(name)).isEqualTo(Pattern.matches(regex, name));
    }

    /** Twenty stars and no match: a naive matcher would try billions of ways. */
    @Test
    void aHostilePatternEnds() {
        assertThat(ModelPattern.ofGlob("*a".repeat(20) + "b").matches("a".repeat(2_000)))
                .isFalse();
    }

    @Test
    void inANameStarsAreCharacters() {
        assertThat(ModelPattern.ofName("bedrock/*").matches("bedrock/*")).isTrue();
        assertThat(ModelPattern.ofName("bedrock/*").matches("bedrock/x")).isFalse();
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(8);
    }
}
