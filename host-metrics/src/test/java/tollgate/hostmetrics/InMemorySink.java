package tollgate.hostmetrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes samples, a part of them, or none. */
final class InMemorySink implements SampleSink {
    final List<String> documents = new ArrayList<>();
    boolean away;
    int refuses;

    @Override
    public int send(byte[] bulk, int count) throws IOException {
        if (away) {
            throw new IOException("Connection refused");
        }
        List<String> lines = new String(bulk, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i += 2) {
            if (!lines.get(i).equals("{\"create\":{}}")) {
                throw new IOException("no action: " + lines.get(i));
            }
            documents.add(lines.get(i + 1));
        }
        return count - refuses;
    }
}
