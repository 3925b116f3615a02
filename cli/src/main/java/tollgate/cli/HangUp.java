package tollgate.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do on SIGHUP, which would end the process otherwise. Java hears signals by {@code sun.misc.Signal} only, of module jdk.unsupported;
 * the compiler warns of every use of it, whatever is said to suppress that, so it is called by reflection.
 */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    /** @param reload may fail, which is logged; one at a time is run */
    static void calls(Runnable reload) {
        ReentrantLock one = new ReentrantLock();
        hear(() -> {
            one.lock();
            try {
                reload.run();
            } catch (RuntimeException e) {
                LOG.error("Nothing was reloaded: {}", e.getMessage());
            } finally {
                one.unlock();
            }
        });
    }

    private static void hear(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calls = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), calls);
        } catch (ReflectiveOperationException e) { // a Java without that module, or a system without that signal
            LOG.warn("SIGHUP reloads nothing here; POST /admin/reload does", e);
        }
    }

    private HangUp() {}
}
