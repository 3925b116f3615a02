package tollgate.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Lets what a client's HTTP/1 connection is given in one turn of its event loop leave with one system call. Armeria writes the
 * headers, waits until they have gone, writes the body, and so on: two calls for each whole message, and one for each piece of a
 * stream, even where several came in together. Here a piece counts as gone as soon as the connection has it, while few bytes wait
 * in it; beyond that, back-pressure is as ever. A write that fails closes the connection, which is how it is noticed.
 *
 * <p>HTTP/2 counts on knowing what has gone, so a connection that turns out to speak it is left as it was. It is for servers alone:
 * Armeria's client listens to the headers' end before it writes them, and would write its body from within netty's encoder.
 */
@Sharable
final class WriteAhead extends ChannelOutboundHandlerAdapter {
    /** As netty's default high water mark, which Armeria turns off. */
    private static final int WAITING_LIMIT_BYTES = 64 << 10;

    /** Next to the socket; Armeria's own handler brings flushes together only while the same connection is read. */
    void addTo(ChannelPipeline pipeline) {
        pipeline.addFirst(
                new FlushConsolidationHandler(FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
        pipeline.addFirst(this);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (ctx.pipeline().get(Http2ConnectionHandler.class) != null) {
            leave(ctx.pipeline());
            var _ = ctx.write(message, promise);
            return;
        }
        if (promise.isVoid() || waitingBytes(ctx.channel()) > WAITING_LIMIT_BYTES) {
            var _ = ctx.write(message, promise);
            return;
        }
        ChannelFuture written = ctx.write(message);
        Throwable cause = written.cause();
        if (cause == null) {
            promise.trySuccess();
        } else {
            promise.tryFailure(cause);
        }
    }

    private void leave(ChannelPipeline pipeline) {
        pipeline.remove(FlushConsolidationHandler.class); // the first, which is the one that came with this
        pipeline.remove(this);
    }

    private static long waitingBytes(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? Long.MAX_VALUE : waiting.totalPendingWriteBytes();
    }
}
