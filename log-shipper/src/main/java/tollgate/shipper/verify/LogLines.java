package tollgate.shipper.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.LineFeeds;
import tollgate.shipper.file.LogText;

/** The lines of a complete file, cut as the shipper cuts them. */
final class LogLines {
    /** Takes one line. */
    interface Consumer {
        void line(FilePosition place, byte[] bytes, int start, int length) throws IOException;
    }

    private final byte[] buffer = new byte[LineFeeds.LONGEST_PIECE];

    void forEach(Path file, Consumer consumer) throws IOException {
        try (LogText text = LogText.open(file)) {
            FileIdentity identity = FileIdentity.of(text, true);
            if (identity != null) {
                forEach(text, new FilePosition(file.toString(), "", identity, 0, 0), consumer);
            }
        }
    }

    private void forEach(LogText text, FilePosition start, Consumer consumer) throws IOException {
        long offset = 0;
        int limit = 0;
        while (true) {
            ByteBuffer room = ByteBuffer.wrap(buffer, limit, buffer.length - limit);
            while (room.hasRemaining() && text.read(room, offset + room.position()) > 0) {}
            limit = room.position();
            if (limit == 0) {
                return;
            }
            boolean atEnd = offset + limit >= text.size();
            int next = 0;
            while (next < limit) {
                int feed = LineFeeds.next(buffer, next, limit);
                boolean isPiece = next == 0 && limit == buffer.length;
                if (feed < 0 && !atEnd && !isPiece) {
                    break;
                }
                int end = feed < 0 ? limit : feed;
                consumer.line(start.at(offset + next), buffer, next, end - next);
                next = feed < 0 ? limit : feed + 1;
            }
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            offset += next;
            limit -= next;
        }
    }
}
