package tollgate.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes to real files until its room is used up: then a part of what is given, then nothing, as a full disk does. */
final class FaultyDisk implements LineFile.Opener {
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    void setRoom(long bytes) {
        room.set(bytes);
    }

    @Override
    public WritableByteChannel open(Path file) throws IOException {
        WritableByteChannel real = LineFile.APPENDING.open(file);
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                int fits = (int) Math.min(room.get(), bytes.remaining());
                if (fits == 0) {
                    throw new IOException("No space left on device");
                }
                int written = real.write(bytes.slice(bytes.position(), fits));
                bytes.position(bytes.position() + written);
                room.addAndGet(-written);
                return written;
            }

            @Override
            public boolean isOpen() {
                return real.isOpen();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
