package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import java.util.List;
import java.util.function.Consumer;

/** Bodies that are taken whole. */
final class Bodies {
    /** Counts the parts of one body and fails with the exception when they are more than the limit. */
    static Consumer<HttpData> atMost(long limitBytes, Failure failure) {
        long[] left = {limitBytes};
        return part -> {
            left[0] -= part.length();
            if (left[0] < 0) {
                throw new FailureException(failure);
            }
        };
    }

    /** The parts as one array, without a copy where it is a single one. */
    static HttpData join(List<HttpData> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        byte[] all = new byte[parts.stream().mapToInt(HttpData::length).sum()];
        int at = 0;
        for (HttpData part : parts) {
            System.arraycopy(part.array(), 0, all, at, part.length());
            at += part.length();
        }
        return HttpData.wrap(all);
    }

    private Bodies() {}
}
