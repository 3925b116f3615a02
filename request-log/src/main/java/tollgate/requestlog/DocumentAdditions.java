package tollgate.requestlog;

import java.io.IOException;

/**
 * What is added to a request's document that its line does not say. Each method is called where its object is open, since the
 * fields of one object must follow each other.
 */
public interface DocumentAdditions {
    /** Adds nothing. */
    DocumentAdditions NONE = new DocumentAdditions() {};

    /** Adds fields of {@code gen_ai.usage}. */
    default void toUsage(DocumentJson to) throws IOException {}

    /** Adds fields of {@code llm_gateway}. */
    default void toGateway(DocumentJson to) throws IOException {}

    /** Adds fields of {@code user_agent}. */
    default void toUserAgent(DocumentJson to) throws IOException {}

    /** Adds fields of {@code service}. */
    default void toService(DocumentJson to) throws IOException {}
}
