package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The way from settings to a healthy server. Where it fails, nothing stays behind but the data folder. */
final class Starter {
    private final ElasticsearchSettings settings;
    private final Consumer<String> progress;
    private final Map<String, String> extraSettings;
    private final Map<String, String> configFiles;
    private final ServerUser user = ServerUser.current();

    /** @param extraSettings more for the node's elasticsearch.yml, or other values */
    Starter(ElasticsearchSettings settings, Consumer<String> progress, Map<String, String> extraSettings) {
        this(settings, progress, extraSettings, Map.of());
    }

    /** @param configFiles texts of further files beside the node's elasticsearch.yml, by their names */
    Starter(
            ElasticsearchSettings settings,
            Consumer<String> progress,
            Map<String, String> extraSettings,
            Map<String, String> configFiles) {
        this.settings = settings;
        this.progress = progress;
        this.extraSettings = Map.copyOf(extraSettings);
        this.configFiles = Map.copyOf(configFiles);
    }

    LocalElasticsearch start() {
        Recipe recipe = Artifacts.ofBuild().recipe(settings.version());
        Path home = new Assembly(settings.cache(), progress).assemble(recipe);
        try {
            user.requireReach(home, "set " + Environment.CACHE + " to a folder that it can enter");
            user.requireReach(Path.of(System.getProperty("java.home")), "run this with a JDK that it can enter");
            DataFolder folder = folder();
            Node node;
            try {
                node = launch(folder, home);
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
            return await(node, new StartUp("Elasticsearch " + recipe.version(), settings, folder, progress));
        } catch (IOException e) {
            throw new ElasticsearchFailedException("Elasticsearch cannot be started: " + e, e);
        }
    }

    private DataFolder folder() throws IOException {
        Path data = settings.data();
        return data == null ? DataFolder.temporary(user) : DataFolder.at(data, user);
    }

    private Node launch(DataFolder folder, Path home) throws IOException {
        new Leftover(folder, progress).end();
        Ports.requireFree(settings.port());
        folder.prepare();
        new NodeFiles(folder, settings, extraSettings).write();
        for (Map.Entry<String, String> file : configFiles.entrySet()) {
            Files.writeString(folder.config().resolve(file.getKey()), file.getValue());
        }
        user.own(folder.path());
        LauncherArchive archive = new LauncherArchive(home, folder);
        return new Node(folder, ServerProcess.launch(home, folder, launcherFlags(folder, archive), user), archive);
    }

    private List<String> launcherFlags(DataFolder folder, LauncherArchive archive) {
        // Its script gives it a heap of 4 MB at first, which it spends on collecting garbage.
        List<String> flags =
                new ArrayList<>(List.of("-Xms32m", "-Xlog:disable", "-Xlog:all=error:stderr", folder.marker()));
        // The launcher does not delete what it creates there.
        flags.add("-Djava.io.tmpdir=" + folder.temp());
        if (settings.version() == ElasticsearchVersion.V8) {
            flags.addAll(archive.jvmFlags());
        }
        // Its script splits them at blanks, so that those with a blank are better left out.
        return flags.stream().filter(flag -> !flag.contains(" ")).toList();
    }

    private LocalElasticsearch await(Node node, StartUp startUp) throws IOException {
        try {
            URI uri = startUp.await(node.process());
            long pid = node.process()
                    .pid()
                    .orElseThrow(
                            () -> new ElasticsearchFailedException("The server has ended as soon as it was healthy"));
            return new LocalElasticsearch(settings.port(uri.getPort()).data(startUp.folder()), node, uri, pid);
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }
}
