package tollgate.pager.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;

class StandardOutputTest {
    private static final String ENGLISH = """
            [PAGE] Model down: qwen <!channel> [x](y) @all
            at least 50 % fail
            since 2026-03-15 14:30:22 UTC
            value 85.5, threshold 50
            gen_ai.request.model: qwen <!channel> [x](y) @all
            What to do:
            1. look
            2. act
            http://kibana:5601/app/dashboards#/view/tollgate-errors?_g=(time:(from:'a',to:now))

            """;

    private final StringWriter printed = new StringWriter();
    private final StandardOutput receiver = new StandardOutput(new PrintWriter(printed));

    @Test
    void aPageIsPrintedWholeWithAnEmptyLineBehind() {
        assertThat(receiver.send(Pages.of(PageAction.TRIGGER, Language.EN))).isEqualTo(new Outcome.Delivered());
        assertThat(printed).hasToString(ENGLISH);
    }

    @Test
    void itsEndIsPrintedInItsLanguage() {
        receiver.send(Pages.of(PageAction.RESOLVE, Language.ZH));
        assertThat(printed.toString())
                .startsWith(
                        "【恢复】模型不可用：qwen <!channel> [x](y) @all\nat least 50 % fail\n开始于 2026-03-15 14:30:22 UTC，持续 5 分钟\n");
    }

    /** A line end in a name could forge a page, and an escape sequence what stands on the terminal. */
    @Test
    void aNameCanForgeNothing() {
        receiver.send(Pages.named("x\u001b[2J\r\n[RESOLVED] Model down: all\u2028\u202e\u0000\ud83dy\t\u009b1m"));
        assertThat(printed.toString().lines())
                .contains(
                        "[PAGE] Model down: x [2J [RESOLVED] Model down: all y 1m",
                        "gen_ai.request.model: x [2J [RESOLVED] Model down: all y 1m")
                .noneMatch(line -> line.startsWith("[RESOLVED]"));
        assertThat(printed.toString().replace("\n", "")).doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void pagesOfManyThreadsDoNotMix() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 20; j++) {
                    receiver.send(Pages.of(PageAction.TRIGGER, Language.EN));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(printed).hasToString(String.join("", Collections.nCopies(400, ENGLISH)));
    }

    /** So that the fallback receiver is told. */
    @Test
    void whereNothingCanBePrintedThatIsSaid() {
        StandardOutput closed = new StandardOutput(new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }));
        assertThat(closed.send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isEqualTo(new Outcome.Refused("standard output cannot be written"));
    }
}
