package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlainTextTest extends LogTextContract {
    @Override
    void write(Path file, byte[] text) throws IOException {
        Files.write(file, text);
    }

    @Test
    void nameDoesNotMakeItCompressed() throws IOException {
        Path file = Files.writeString(folder.resolve("requests.log.gz"), "plain\n");
        try (LogText text = LogText.open(file)) {
            assertThat(text.isComplete()).isFalse();
            assertThat(text.size()).isEqualTo(6);
        }
    }
}
