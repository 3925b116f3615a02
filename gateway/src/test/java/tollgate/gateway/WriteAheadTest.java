package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteAheadTest {
    private final List<Integer> flushedBytes = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    WriteAheadTest() {
        new WriteAhead().addTo(channel.pipeline());
        channel.pipeline().addFirst(new Socket());
    }

    /** Keeps what is written until it is flushed, as a real one does; the embedded one runs tasks meanwhile. */
    private final class Socket extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
            if (waiting == null) {
                var _ = ctx.write(message, promise);
            } else {
                waiting.addMessage(message, ((ByteBuf) message).readableBytes(), promise);
            }
        }

        @Override
        public void flush(ChannelHandlerContext ctx) {
            ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
            if (waiting == null) {
                return;
            }
            waiting.addFlush();
            int bytes = 0;
            for (Object first = waiting.current(); first != null; first = waiting.current()) {
                bytes += ((ByteBuf) first).readableBytes();
                waiting.remove();
            }
            flushedBytes.add(bytes);
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private ChannelFuture write(int bytes) {
        ChannelFuture written = channel.pipeline().write(Unpooled.wrappedBuffer(new byte[bytes]));
        channel.pipeline().flush();
        return written;
    }

    @Test
    void whatOneTurnOfTheEventLoopWritesLeavesTogether() {
        assertThat(write(100).isSuccess()).isTrue();
        assertThat(write(20).isSuccess()).isTrue();
        assertThat(flushedBytes).isEmpty();

        channel.runPendingTasks();
        assertThat(flushedBytes).containsExactly(120);

        var _ = write(3);
        channel.runPendingTasks();
        assertThat(flushedBytes).containsExactly(120, 3);
    }

    @Test
    void aPieceBeyondTheLimitHasGoneWhenItHasGone() {
        assertThat(write(64 << 10).isSuccess()).isTrue();
        assertThat(write(1).isSuccess())
                .as("at the limit, some header bytes of the buffer contained")
                .isFalse();
        ChannelFuture beyond = write(1);
        assertThat(beyond.isDone()).isFalse();

        channel.runPendingTasks();
        assertThat(beyond.isSuccess()).isTrue();
    }

    @Test
    void aWriteThatCannotBeginFails() {
        var _ = channel.close();
        channel.runPendingTasks();

        ChannelFuture written = write(1);
        channel.runPendingTasks();
        assertThat(written.cause()).isInstanceOf(IOException.class);
    }
}
