package tollgate.benchmarks.stub;

import tollgate.benchmarks.server.ServerProcess;

/**
 * Runs the stub in a process of its own, until it is ended. The first line of its standard output says where it listens.
 *
 * <p>Arguments: port, or 0 for a free one; then {@code with-parent}, where it shall end with whoever started it.
 */
public final class StubMain {
    private StubMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        ServerProcess.endWithParent(arguments);
        @SuppressWarnings("resource") // for as long as the process lives
        BulkStub stub = BulkStub.start(Integer.parseInt(arguments[0]));
        System.out.println(stub.uri());
    }
}
