package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chat completion that has been checked.
 *
 * @param usageWanted whether the client itself asked for the usage chunk at the end of a stream
 * @param promptBytes length of the messages as JSON
 * @param maxTokens the most that may be answered
 * @param body what to send upstream: the client's own bytes, with the defaults that it left out, and asking for usage
 */
record ChatRequest(
        String model,
        boolean stream,
        boolean usageWanted,
        @Nullable String user,
        int promptBytes,
        long maxTokens,
        HttpData body) {}
