package tollgate.benchmarks.stub;

/**
 * Runs the stub in a process of its own, until it is ended. The first line of its standard output says where it listens.
 *
 * <p>Arguments: port, or 0 for a free one; then {@code with-parent}, where it shall end with whoever started it.
 */
final class StubMain {
    private StubMain() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        if (arguments.length > 1 && arguments[1].equals("with-parent")) {
            ProcessHandle.current().parent().ifPresent(StubMain::endWith);
        }
        @SuppressWarnings("resource") // for as long as the process lives
        BulkStub stub = BulkStub.start(port);
        System.out.println(stub.uri());
    }

    private static void endWith(ProcessHandle parent) {
        var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }
}
