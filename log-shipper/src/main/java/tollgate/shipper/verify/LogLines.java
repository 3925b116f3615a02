package tollgate.shipper.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.LineFeeds;

/** The lines of a complete file, cut as the shipper cuts them. */
final class LogLines {
    /** Takes one line. */
    interface Consumer {
        void line(FilePosition place, byte[] bytes, int start, int length) throws IOException;
    }

    private final byte[] buffer = new byte[LineFeeds.LONGEST_PIECE];

    void forEach(Path file, Consumer consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileIdentity identity = FileIdentity.of(channel, true);
            if (identity != null) {
                forEach(channel, new FilePosition(file.toString(), "", identity, 0, 0), consumer);
            }
        }
    }

    private void forEach(FileChannel channel, FilePosition start, Consumer consumer) throws IOException {
        long offset = 0;
        int limit = 0;
        while (true) {
            ByteBuffer room = ByteBuffer.wrap(buffer, limit, buffer.length - limit);
            while (room.hasRemaining() && channel.read(room, offset + room.position()) > 0) {}
            limit = room.position();
            if (limit == 0) {
                return;
            }
            boolean atEnd = offset + limit >= channel.size();
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
