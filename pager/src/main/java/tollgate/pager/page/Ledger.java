package tollgate.pager.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tollgate.pager.alert.Alert;

/**
 * All open alerts, and all pages whose end somebody is to be told of. Immutable.
 *
 * @param alerts by their keys
 * @param pages by their keys
 */
record Ledger(Map<String, Alert> alerts, Map<String, OpenPage> pages) {
    static final Ledger EMPTY = new Ledger(Map.of(), Map.of());

    Ledger {
        alerts = Collections.unmodifiableMap(new LinkedHashMap<>(alerts));
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
    }
}
