package tollgate.pager.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest extends StateStoreContract {
    @TempDir
    Path folder;

    private @Nullable StateStore open;

    @Override
    StateStore store() throws IOException {
        open = Journal.open(folder);
        return open;
    }

    @AfterEach
    void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void whatWasCommittedIsThereAfterwards() throws IOException {
        try (Journal journal = Journal.open(folder)) {
            journal.commit(Map.of("a", "1"));
            journal.commit(Map.of("b", "2"));
        }
        assertThat(store().load()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    /** At each byte at which a write may have been cut off, all commits before it hold, and the journal goes on. */
    @Test
    void aCommitThatWasCutOffNeverWas() throws IOException {
        try (Journal journal = Journal.open(folder)) {
            journal.commit(Map.of("a", "1"));
        }
        byte[] first = Files.readAllBytes(file());
        try (Journal journal = Journal.open(folder)) {
            journal.commit(Map.of("a", "2", "b", "2"));
        }
        byte[] both = Files.readAllBytes(file());
        for (int length = first.length; length < both.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(both, length));
            try (Journal journal = Journal.open(folder)) {
                assertThat(journal.load()).as("cut at %d", length).isEqualTo(Map.of("a", "1"));
                journal.commit(Map.of("c", "3"));
            }
            try (Journal journal = Journal.open(folder)) {
                assertThat(journal.load()).isEqualTo(Map.of("a", "1", "c", "3"));
            }
        }
    }

    @Test
    void aDamagedLineIsTold() throws IOException {
        try (Journal journal = Journal.open(folder)) {
            journal.commit(Map.of("a", "1"));
            journal.commit(Map.of("b", "2"));
        }
        byte[] bytes = Files.readAllBytes(file());
        bytes[12] = (byte) (bytes[12] ^ 1);
        Files.write(file(), bytes);
        assertThatThrownBy(this::store)
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ":1: damaged; restore the file, or move it away to start without memory of open"
                        + " pages");
    }

    @Test
    void itStaysSmallAndKeepsEverything() throws IOException {
        Map<String, String> expected = new HashMap<>();
        Random random = new Random(7);
        try (Journal journal = Journal.open(folder)) {
            for (int i = 0; i < 600; i++) {
                Map<String, @Nullable String> changes = new HashMap<>();
                String name = "n" + random.nextInt(20);
                String text = random.nextInt(4) == 0 ? null : i + "x".repeat(10_000);
                changes.put(name, text);
                journal.commit(changes);
                if (text == null) {
                    expected.remove(name);
                } else {
                    expected.put(name, text);
                }
            }
            assertThat(journal.load()).isEqualTo(expected);
        }
        assertThat(Files.size(file())).isLessThan(3_000_000);
        assertThat(store().load()).isEqualTo(expected);
    }

    @Test
    void aSecondPagerIsToldToTakeAnotherFolder() throws IOException {
        StateStore first = store();
        assertThat(first.load()).isEmpty();
        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("give this one a folder of its own with --state");
    }

    @Test
    void halfAFileThatWasToTakeItsPlaceDoesNot() throws IOException {
        try (Journal journal = Journal.open(folder)) {
            journal.commit(Map.of("a", "1"));
        }
        Files.writeString(
                folder.resolve("pager.journal.new"), "0000", StandardCharsets.UTF_8, StandardOpenOption.CREATE);
        assertThat(store().load()).isEqualTo(Map.of("a", "1"));
    }

    private Path file() {
        return folder.resolve("pager.journal");
    }
}
