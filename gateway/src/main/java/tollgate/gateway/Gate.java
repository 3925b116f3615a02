package tollgate.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import org.jspecify.annotations.Nullable;
import tollgate.access.Scope;
import tollgate.access.Verdict;

/** Says who may come in. Any thread may ask. */
interface Gate {
    /** Judges a request for a completion, before its body: from now on it counts. */
    Visit enter(RequestHeaders headers);

    /** Judges a request to another endpoint: null where it may go on. */
    Verdict.@Nullable Denied refusal(RequestHeaders headers, Scope scope);
}
