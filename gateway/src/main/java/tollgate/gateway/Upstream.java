package tollgate.gateway;

import com.linecorp.armeria.common.HttpResponse;

/**
 * Who answers requests. It speaks OpenAI's protocol: a status other than 200 says that there is no answer; an answer to a
 * streamed request is a stream of events that tells its usage before its end; any other is one JSON object.
 *
 * <p>Calls do not block. Aborting the response ends the call. There is no time limit but the caller's.
 */
interface Upstream extends AutoCloseable {
    /** A call that cannot be made is a response that fails. */
    HttpResponse call(ChatRequest request);

    /** As {@code gen_ai.provider.name}. */
    String provider();

    @Override
    void close();
}
