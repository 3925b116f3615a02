package tollgate.gateway;

import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.EventLoopScheduler;
import com.linecorp.armeria.client.endpoint.EndpointGroup;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.ReleasableHolder;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call to an upstream run on the event loop that makes it, so that no piece of a request or an answer changes threads.
 * Armeria's own scheduler puts all HTTP/1 calls to one address on one event loop.
 */
final class CallersEventLoop implements EventLoopScheduler {
    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();

    CallersEventLoop(EventLoopGroup group) {
        this.group = group;
        for (EventExecutor each : group) {
            loops.add((EventLoop) each);
        }
    }

    @Override
    public ReleasableHolder<EventLoop> acquire(
            SessionProtocol protocol, EndpointGroup endpoints, @Nullable Endpoint endpoint) {
        for (EventLoop each : loops) {
            if (each.inEventLoop()) {
                return new Held(each);
            }
        }
        return new Held(group.next());
    }

    private record Held(EventLoop get) implements ReleasableHolder<EventLoop> {
        @Override
        public void release() {
            // nothing is counted
        }
    }
}
