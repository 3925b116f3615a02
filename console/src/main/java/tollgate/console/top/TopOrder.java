package tollgate.console.top;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What models are sorted by, the most first; what is not known comes last. */
public enum TopOrder {
    REQUESTS('r') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.requestsPerSecond();
        }
    },
    ERRORS('e') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.errorShare();
        }
    },
    TOKENS('t') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.tokensPerSecond();
        }
    },
    COST('c') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.costPerHour();
        }
    },
    LATENCY('l') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.p95Ms();
        }
    },
    FIRST_TOKEN('f') {
        @Override
        @Nullable
        Double of(TopFigures each) {
            return each.ttftMs();
        }
    };

    private final char key;

    TopOrder(char key) {
        this.key = key;
    }

    abstract @Nullable Double of(TopFigures each);

    /** The order that a key of the keyboard stands for. */
    public static Optional<TopOrder> ofKey(int key) {
        return Stream.of(values()).filter(order -> order.key == key).findFirst();
    }

    Comparator<TopFigures> comparator() {
        return Comparator.comparing(this::of, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(TopFigures::name);
    }
}
