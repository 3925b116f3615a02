package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LazyTokenizerTest {
    private final LazyTokenizer tokenizer = new LazyTokenizer();

    /** By OpenAI's tiktoken. */
    @ParameterizedTest
    @CsvSource({"hello world, 2", "antidisestablishmentarianism, 6", "2 + 2 = 4, 7", "<|endoftext|>, 7"})
    void countsAsTheTokenizerDoes(String text, int tokens) {
        tokenizer.load();

        assertThat(tokenizer.count(text)).isEqualTo(tokens);
    }

    @Test
    void untilItIsLoadedTheRuleOfThumbCounts() {
        assertThat(tokenizer.count("123456789")).isIn(3L, 4L);
        assertThat(TokenCounter.RULE_OF_THUMB.count("123456789")).isEqualTo(3);
    }
}
