package tollgate.shipper;

import org.jspecify.annotations.Nullable;

/** The shipper cannot go on. Nothing is lost: what Elasticsearch has not acknowledged is shipped at the next start. */
public final class ShipperException extends Exception {
    ShipperException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
