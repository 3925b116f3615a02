package tollgate.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;

/** {@code tollgate ship} by its launcher, as operators use it: it prices each request and adds up usage windows. */
final class TollgateSender implements Sender {
    private final Path launcher;

    TollgateSender(Path launcher) {
        this.launcher = launcher;
    }

    @Override
    public String name() {
        return "tollgate";
    }

    @Override
    public @Nullable String missing() {
        return null;
    }

    @Override
    public boolean asksAtTheRoot() {
        return false;
    }

    @Override
    public String index() {
        return DataStream.REQUEST.in("default");
    }

    @Override
    public boolean makesItsIndex() {
        return true;
    }

    @Override
    public boolean endsByItself() {
        return true;
    }

    @Override
    public ProcessBuilder process(Path log, URI server, Path folder) {
        return new ProcessBuilder(
                launcher.toString(),
                "ship",
                "--input",
                log.toString(),
                "--elasticsearch",
                server.toString(),
                "--state",
                folder.toString(),
                "--exit-at-end");
    }
}
