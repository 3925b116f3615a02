package tollgate.shipper;

import java.io.IOException;
import java.nio.file.Files;
import tollgate.shipper.checkpoint.StateLock;

/** The state folder of a shipper, which is for one shipper alone. */
final class StateFolder {
    /** What a shipper does while it has the folder. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, ShipperException, InterruptedException;
    }

    /**
     * Makes the folder and does the work in it, if no other shipper has it.
     *
     * @throws ShipperException where another one has it, or a file fails; the message is one line that says what to do
     */
    static void hold(ShipperSettings settings, Work work) throws ShipperException, InterruptedException {
        try {
            Files.createDirectories(settings.state());
            try (StateLock lock = StateLock.tryAcquire(settings.state())) {
                if (lock == null) {
                    throw new ShipperException(
                            "another log-shipper uses the state folder " + settings.state()
                                    + ": stop it, or give this one a folder of its own",
                            null);
                }
                work.run();
            }
        } catch (IOException e) {
            throw new ShipperException(
                    "reading " + settings.input() + " or saving in " + settings.state() + " failed: " + e + advice(e),
                    e);
        }
    }

    /** Java has no exception of its own for a disk that is full; the words are the operating system's. */
    private static String advice(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded")
                ? ": free space on the disk of the state folder, and start it again; nothing is lost"
                : "";
    }

    private StateFolder() {}
}
