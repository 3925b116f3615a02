package tollgate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The terminal that a person sits at: a screen that is written anew, and keys that need no Enter. Closed, it is as it was. */
final class TopTerminal implements AutoCloseable {
    private static final String TERMINAL = "/dev/tty";
    private static final String ALTERNATE_SCREEN = "\u001b[?1049h\u001b[?25l";
    private static final String NORMAL_SCREEN = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K\n";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final int DEFAULT_ROWS = 24;
    private static final int ENTER = '\n';
    private static final int BACKSPACE = 127;
    private static final int MOST_TYPED = 80;

    private final String before;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private String shown = "";

    private TopTerminal(String before) {
        this.before = before;
        out.print(ALTERNATE_SCREEN);
        out.flush();
    }

    /** Null where there is no terminal, or one that cannot be written anew. */
    static @Nullable TopTerminal open(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        if (!Objects.requireNonNull(System.console()).isTerminal() || kind.isEmpty() || kind.equals("dumb")) {
            return null;
        }
        String before = stty("-g");
        // A read waits for a tenth of a second at most, and for no Enter.
        return before.isEmpty() || !stty("-icanon -echo min 0 time 1").isEmpty() ? null : new TopTerminal(before);
    }

    int rows() {
        String size = stty("size");
        return size.matches("\\d{1,4} \\d{1,4}")
                ? Integer.parseInt(size.substring(0, size.indexOf(' ')))
                : DEFAULT_ROWS;
    }

    void show(List<String> lines) {
        shown = String.join(REST_OF_LINE, lines) + REST_OF_LINE;
        out.print(HOME + shown + REST_OF_SCREEN);
        out.flush();
    }

    /** The key that was pressed within the last tenth of a second; -1 for none. */
    int key() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return System.in.read();
        } catch (IOException e) {
            throw new InterruptedException("the terminal has gone");
        }
    }

    /** A line that is typed at the end of the screen. */
    String ask(String question) throws InterruptedException {
        StringBuilder typed = new StringBuilder();
        while (true) {
            out.print(HOME + shown + REST_OF_SCREEN + question + typed);
            out.flush();
            int key = key();
            if (key == ENTER) {
                return typed.toString();
            } else if (key == BACKSPACE && !typed.isEmpty()) {
                typed.setLength(typed.length() - 1);
            } else if (key >= ' ' && key < BACKSPACE && typed.length() < MOST_TYPED) {
                typed.append((char) key);
            }
        }
    }

    @Override
    public void close() {
        out.print(NORMAL_SCREEN);
        out.flush();
        stty(before);
    }

    /** What stty says of the terminal; empty where it says nothing, or there is none. */
    private static String stty(String arguments) {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty " + arguments + " <" + TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.waitFor(1, TimeUnit.SECONDS) ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
