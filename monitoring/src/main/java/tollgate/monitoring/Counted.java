package tollgate.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** A count that somebody keeps, under the name that it has wherever it is kept. */
record Counted<T>(MeterRegistry registry, T of, ToDoubleFunction<T> count) {
    static <T> Counted<T> of(MeterRegistry registry, T of, ToDoubleFunction<T> count) {
        return new Counted<>(registry, of, count);
    }

    void lines() {
        as("lines", "Lines read, all of them");
    }

    void refused() {
        as("lines.refused", "Lines that are no request, and went to the invalid stream");
    }

    void duplicates() {
        as("lines.duplicate", "Lines that came before, and were passed over");
    }

    void late() {
        as("lines.late", "Lines whose usage window had been reported, which is reported anew");
    }

    void reports() {
        as("reports", "Documents of usage windows and of the books of lines");
    }

    void poison() {
        as(
                "documents.refused",
                "Documents that no bulk could hold, or that Elasticsearch refused, now in the invalid stream");
    }

    void created() {
        as("documents.created", "Documents that Elasticsearch has made");
    }

    void thereAlready() {
        as("documents.existing", "Documents sent again that were there already");
    }

    void retried() {
        as("documents.retried", "Documents that wait for the next try, counted at each");
    }

    private void as(String name, String description) {
        FunctionCounter.builder("tollgate.shipper." + name, of, count)
                .description(description)
                .register(registry);
    }
}
