package tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;

/** A server that was started for one run and is ended after it. */
interface Target extends AutoCloseable {
    URI uri();

    /** Where it tells its version at {@code /}; this may be a relay before it, which ends with it. */
    URI uriWithRoot() throws IOException, InterruptedException;

    long pid();

    /** How many documents of an index or data stream have arrived so far, as cheaply as that can be told. */
    long arrived(String index) throws IOException, InterruptedException;

    /** The same, exactly, when nothing is on its way any more. */
    long documents(String index) throws IOException, InterruptedException;

    /** Lets a server have what a sender's documents need. */
    void prepare(String index) throws IOException, InterruptedException;

    @Override
    void close();
}
