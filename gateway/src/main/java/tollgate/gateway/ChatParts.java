package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import java.time.Duration;

/** What the exchanges of one gateway share. */
record ChatParts(
        Upstream upstream,
        RequestDefaults defaults,
        JsonFactory json,
        AnswerReader reader,
        ErrorBody errors,
        Answers answers,
        Duration requestTimeout,
        Duration slowStart,
        int bodyLimitBytes) {}
