package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the exchanges of one gateway share.
 *
 * @param routing the one that holds now
 */
record ChatParts(
        Supplier<Routing> routing,
        Backoff backoff,
        JsonFactory json,
        AnswerReader reader,
        ErrorBody errors,
        Answers answers,
        Duration requestTimeout,
        Duration slowStart,
        int bodyLimitBytes,
        int answerLimitBytes,
        BodyMemory memory,
        TokenCounter tokens,
        InstantSource clock) {}
