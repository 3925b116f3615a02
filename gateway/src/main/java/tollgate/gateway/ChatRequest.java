package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;

/**
 * A request for a chat completion, ready for an upstream.
 *
 * @param promptBytes length of the messages as JSON
 * @param maxTokens the most that may be answered, as far as the gateway knows
 * @param body what to send
 */
record ChatRequest(String model, boolean stream, int promptBytes, long maxTokens, HttpData body) {}
