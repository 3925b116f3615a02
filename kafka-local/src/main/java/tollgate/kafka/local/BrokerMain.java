package tollgate.kafka.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The main class of a broker's process: formats its folder where that has not been done, and hands over to Kafka. It ends with the
 * program that started it, however that ends: the pipe from there closes.
 */
final class BrokerMain {
    private static final int LOCK_TRIES = 200;
    private static final int LOCK_PAUSE_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 5_000;

    private BrokerMain() {}

    /**
     * Runs a broker.
     *
     * @param arguments the cluster's id, the file of the configuration, the file of the users
     */
    public static void main(String[] arguments) throws Exception {
        Path configuration = Path.of(arguments[1]);
        try (FileChannel _ = lock(configuration.resolveSibling("broker.lock"))) {
            endWithStarter();
            format(arguments[0], configuration, Path.of(arguments[2]));
            Kafka.main(new String[] {configuration.toString()});
        }
    }

    /** Waits for the broker of a program that was killed just now. */
    private static FileChannel lock(Path file) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        for (int i = 0; lock == null && i < LOCK_TRIES; i++) {
            Thread.sleep(LOCK_PAUSE_MILLIS);
            lock = channel.tryLock();
        }
        if (lock == null) {
            throw new IOException("another broker runs on " + file.getParent());
        }
        return channel;
    }

    private static void endWithStarter() {
        Thread watch = new Thread(
                () -> {
                    awaitEndOfInput();
                    Thread exit = new Thread(() -> System.exit(0), "exit");
                    exit.setDaemon(true);
                    exit.start();
                    try {
                        exit.join(PATIENCE_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "starter-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            System.err.println("the pipe from the program that started this broker broke: " + e);
        }
    }

    private static void format(String cluster, Path configuration, Path usersFile) throws IOException {
        // One word each: an id may begin with a dash.
        List<String> arguments = new ArrayList<>(
                List.of("format", "--ignore-formatted", "--cluster-id=" + cluster, "--config=" + configuration));
        Properties users = new Properties();
        try (Reader reader = Files.newBufferedReader(usersFile)) {
            users.load(reader);
        }
        for (String name : users.stringPropertyNames()) {
            arguments.add("--add-scram");
            arguments.add("SCRAM-SHA-512=[name=" + name + ",password=" + users.getProperty(name) + "]");
        }
        int code = StorageTool.execute(arguments.toArray(String[]::new), System.out);
        if (code != 0) {
            throw new IOException("the folder of " + configuration + " could not be formatted");
        }
    }
}
