package tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A program that ships a log file. */
interface Sender {
    String name();

    /** Why it cannot run here and what to do about it, or null. */
    @Nullable
    String missing();

    /** Whether it asks for the version at {@code /}, where the Elasticsearch from Maven Central does not answer. */
    boolean asksAtTheRoot();

    /** Where its documents are to be found. */
    String index();

    /** Whether it makes its index itself; else it has one before it starts. */
    boolean makesItsIndex();

    /** Whether it ends by itself when all is shipped; else it is told to when all has arrived. */
    boolean endsByItself();

    /**
     * How to run it.
     *
     * @param folder for its state, its own and empty
     */
    ProcessBuilder process(Path log, URI server, Path folder) throws IOException;
}
