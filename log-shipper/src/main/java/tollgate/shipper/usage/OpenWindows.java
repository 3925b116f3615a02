package tollgate.shipper.usage;

import java.util.List;
import java.util.Map;

/**
 * Windows of one length as they are at one moment.
 *
 * @param windows that are open
 * @param nextRevisions by the window's first minute, where it is not 0
 */
public record OpenWindows(List<UsageWindow> windows, Map<Long, Long> nextRevisions) {
    public static final OpenWindows NONE = new OpenWindows(List.of(), Map.of());

    public OpenWindows {
        windows = List.copyOf(windows);
        nextRevisions = Map.copyOf(nextRevisions);
    }
}
