package tollgate.access;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** Where tokens are kept. Any number of threads and processes may use one at a time. */
public interface TokenStore {
    /**
     * What was last stored, by whichever process.
     *
     * @throws tollgate.files.FileMistakeException where that cannot be understood
     */
    Tokens read() throws IOException;

    /**
     * Makes a change to what was last stored, while nobody else makes one. It is stored whole or not at all; when this returns,
     * everybody reads it, and the end of the machine cannot lose it. What the change throws is thrown, and nothing is stored.
     *
     * @return what was stored
     */
    Tokens update(UnaryOperator<Tokens> change) throws IOException;
}
