package tollgate.shipper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest extends CheckpointStoreContract {
    @TempDir
    Path folder;

    @Override
    CheckpointStore store() {
        return new FileCheckpointStore(folder);
    }

    @Test
    void anotherProcessReadsIt() throws IOException {
        store().save(full());

        assertThat(new FileCheckpointStore(folder).load()).contains(full());
    }

    @Test
    void halfWrittenSuccessorIsIgnored() throws IOException {
        store().save(full());
        Files.writeString(folder.resolve("checkpoint.json.next"), "{\"shipper\":\"some");

        assertThat(store().load()).contains(full());
    }

    @Test
    void whatCannotBeReadIsNotTakenForNothing() throws IOException {
        Files.writeString(folder.resolve("checkpoint.json"), "{\"shipper\":\"some");

        assertThatThrownBy(store()::load)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("checkpoint.json")
                        + " is no checkpoint of this version; restore it, or delete it to ship all files from their"
                        + " start");
    }

    @Test
    void checkpointOfAnotherVersionIsNotTakenForNothing() throws IOException {
        Files.writeString(
                folder.resolve("checkpoint.json"),
                "{\"shipper\":\"s\",\"nextSequence\":7,\"positions\":[],\"reports\":[]}");

        assertThatThrownBy(store()::load)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no checkpoint of this version");
    }

    @Test
    void whenThereIsNoRoomTheOldOneStays() throws IOException {
        store().save(full());
        Files.createDirectory(folder.resolve("checkpoint.json.next")); // cannot be opened for writing

        assertThatThrownBy(() -> store().save(Checkpoint.first("other"))).isInstanceOf(IOException.class);

        assertThat(store().load()).contains(full());
    }

    @Test
    void oneShipperHasTheFolderForItself() throws IOException {
        try (StateLock first = StateLock.tryAcquire(folder)) {
            assertThat(first).isNotNull();
            assertThat(StateLock.tryAcquire(folder)).isNull();
        }
        try (StateLock next = StateLock.tryAcquire(folder)) {
            assertThat(next).isNotNull();
        }
    }
}
