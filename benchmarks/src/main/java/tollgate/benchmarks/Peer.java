package tollgate.benchmarks;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another program that ships log files. It forwards: nothing is priced and nothing added up. Its configuration is a committed
 * file that takes log, server, index and state from the environment.
 *
 * @param program its file's name
 * @param getIt how to get it
 * @param arguments where {@code CONFIGURATION} stands for the configuration and {@code STATE} for the state folder
 * @param folders where the program may be, before the folders of the path
 */
record Peer(
        String name,
        String program,
        String getIt,
        Path configuration,
        List<String> arguments,
        List<Path> folders,
        boolean asksAtTheRoot)
        implements Sender {
    @Override
    public @Nullable String missing() {
        return find().isPresent() ? null : program + " was not found: " + getIt;
    }

    @Override
    public String index() {
        return "peer-" + name;
    }

    @Override
    public boolean makesItsIndex() {
        return false;
    }

    @Override
    public boolean endsByItself() {
        return false;
    }

    @Override
    public ProcessBuilder process(Path log, URI server, Path folder) {
        List<String> command = new ArrayList<>(List.of(find().orElseThrow().toString()));
        for (String argument : arguments) {
            command.add(
                    argument.replace("CONFIGURATION", configuration.toString()).replace("STATE", folder.toString()));
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("BENCHMARK_LOG", log.toString());
        process.environment().put("BENCHMARK_SERVER", server.toString());
        process.environment().put("BENCHMARK_HOST", server.getHost());
        process.environment().put("BENCHMARK_PORT", Integer.toString(server.getPort()));
        process.environment().put("BENCHMARK_INDEX", index());
        process.environment().put("BENCHMARK_STATE", folder.toString());
        return process;
    }

    private Optional<Path> find() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(folders.stream(), path)
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
