package tollgate.gateway;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts by {@code cl100k_base}, the tokenizer of GPT-4, of which Qwen's was made; other models' counts are near. Its table
 * takes a second and some ten megabytes to load, which a gateway whose providers tell their usage never needs: it is loaded in
 * the background at the first need, and until it is there the rule of thumb counts.
 */
final class LazyTokenizer implements TokenCounter {
    private static final Logger LOG = LoggerFactory.getLogger(LazyTokenizer.class);

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Encoding encoding;

    @Override
    public long count(CharSequence text) {
        Encoding ready = encoding;
        if (ready == null) {
            if (asked.compareAndSet(false, true)) {
                Thread.ofPlatform().daemon().name("tokenizer").start(this::load);
            }
            return TokenCounter.RULE_OF_THUMB.count(text);
        }
        return ready.countTokensOrdinary(text.toString());
    }

    /** Blocks. */
    void load() {
        encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
        LOG.info("Usage that a provider does not tell is estimated by a tokenizer from now on");
    }
}
