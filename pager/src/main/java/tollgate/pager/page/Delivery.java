package tollgate.pager.page;

import java.time.Instant;

/**
 * A page on its way to one receiver. Whoever sends it twice sends the same twice. Immutable.
 *
 * @param id equal at every attempt and in every pager that has the same ledger, different for everything else
 * @param receiver its name
 * @param since when it was decided, UTC
 * @param order among those of the same receiver and key, smaller ones go first
 * @param fallback whether the fallback receiver has been told already because this one did not answer
 */
public record Delivery(String id, String receiver, PageContent content, Instant since, long order, boolean fallback) {
    /** The same, told to the fallback receiver as well. */
    public Delivery fellBack() {
        return new Delivery(id, receiver, content, since, order, true);
    }

    /** The same page to another receiver. */
    public Delivery to(String other) {
        return new Delivery(id + "-" + other, other, content, since, order, true);
    }
}
