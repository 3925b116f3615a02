package tollgate.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a key comes from. Reading may block; blanks and line ends around a key do not count. */
public sealed interface KeySource {
    /** Reads the key as it is now. */
    String read() throws KeyUnavailableException;

    /** When the source itself says that the key was made; null where it does not. */
    default @Nullable Instant created() {
        return null;
    }

    /** A variable of the environment, which stays as it is until the process ends. */
    record Variable(String name, Map<String, String> environment) implements KeySource {
        @Override
        public String read() throws KeyUnavailableException {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new KeyUnavailableException(
                        "the environment variable " + name + " is not set; set it to the key");
            }
            return checked(value, toString());
        }

        /** The environment holds secrets. */
        @Override
        public String toString() {
            return "the environment variable " + name;
        }
    }

    /** A file that holds the key and nothing else. */
    record File(Path path) implements KeySource {
        private static final long MAX_BYTES = 16_384;

        @Override
        public String read() throws KeyUnavailableException {
            try {
                if (Files.size(path) > MAX_BYTES) {
                    throw new KeyUnavailableException(
                            this + " has more than " + MAX_BYTES + " bytes; is it the right one?");
                }
                return checked(Files.readString(path, StandardCharsets.UTF_8), toString());
            } catch (NoSuchFileException e) {
                throw new KeyUnavailableException(this + " is not there; put the key there or correct the path");
            } catch (IOException e) {
                throw new KeyUnavailableException(
                        this + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
            }
        }

        /** Its last change. */
        @Override
        public @Nullable Instant created() {
            try {
                return Files.getLastModifiedTime(path).toInstant();
            } catch (IOException e) { // reading it says what is wrong
                return null;
            }
        }

        @Override
        public String toString() {
            return "the file " + path;
        }
    }

    /** A program, such as a client of a key management service, that prints the key. No shell is between. */
    record Command(List<String> words) implements KeySource {
        private static final int TIMEOUT_SECONDS = 10;
        private static final int MAX_BYTES = 16_384;

        /** Keeps a copy of the words. */
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String read() throws KeyUnavailableException {
            Process process = start();
            try (var output = process.getInputStream()) {
                boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    throw new KeyUnavailableException(
                            this + " did not end within " + TIMEOUT_SECONDS + " s; try it in a shell");
                }
                if (process.exitValue() != 0) {
                    throw new KeyUnavailableException(
                            this + " failed with exit code " + process.exitValue() + "; try it in a shell");
                }
                return checked(new String(output.readNBytes(MAX_BYTES), StandardCharsets.UTF_8), toString());
            } catch (IOException e) {
                throw new KeyUnavailableException("the output of " + this + " cannot be read");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KeyUnavailableException(this + " was not waited for, as the gateway stops");
            } finally {
                process.destroyForcibly();
            }
        }

        private Process start() throws KeyUnavailableException {
            try {
                return new ProcessBuilder(words)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new KeyUnavailableException(this + " cannot be started; check its path and permissions");
            }
        }

        /** Arguments may be secret. */
        @Override
        public String toString() {
            return "the command " + words.getFirst();
        }
    }

    /** A key that is known already. */
    record Known(String secret) implements KeySource {
        @Override
        public String read() throws KeyUnavailableException {
            return checked(secret, toString());
        }

        @Override
        public String toString() {
            return "API_KEY";
        }
    }

    private static String checked(String text, String source) throws KeyUnavailableException {
        String key = text.strip();
        if (key.isEmpty()) {
            throw new KeyUnavailableException(source + " gives no key; it must give the key and nothing else");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new KeyUnavailableException(
                    source + " gives a blank or a character that is not ASCII; it must give the key and nothing else");
        }
        return key;
    }
}
