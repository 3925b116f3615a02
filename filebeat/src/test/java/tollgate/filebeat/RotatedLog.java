package tollgate.filebeat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes numbered request lines, as a gateway does, and rotates in both ways. The writer itself copies and empties, between two lines: what
 * somebody else writes in between is lost before anybody can read it, and that would tell nothing about Filebeat.
 */
final class RotatedLog implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private OutputStream out;
    private int written;
    private int rotated;

    RotatedLog(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("requests.log");
        this.out = open();
    }

    int written() {
        return written;
    }

    void write(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            int n = written++;
            text.append("{\"timestamp\":\"2026-03-15T14:30:22.%03dZ\",\"request_id\":\"0195a0c2-7b1e-7f00-8a4b-%012d\","
                    .formatted(n % 1000, n));
            text.append(
                    "\"model_name\":\"qianwen-turbo\",\"input_tokens\":320,\"output_tokens\":512,\"latency_ms\":1250,"
                            + "\"provider\":\"dashscope\",\"operation\":\"chat\",\"stream\":true,\"finish_reason\":\"stop\","
                            + "\"outcome\":\"ok\",\"status\":200,\"tenant\":\"search\"}\n");
        }
        raw(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void renameAndBegin() throws IOException {
        out.close();
        Files.move(file, folder.resolve("requests-" + rotated++ + ".log"), StandardCopyOption.ATOMIC_MOVE);
        out = open();
    }

    void copyAndEmpty() throws IOException {
        Files.copy(file, folder.resolve("requests.log." + rotated++));
        out.close();
        out = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
