package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server is made of.
 *
 * @param version the server's version
 * @param zip the published distribution
 * @param modules what is laid into its modules folder
 */
record Recipe(String version, Path zip, List<Module> modules) {
    /** Changes whenever the same ingredients are to give another folder. */
    private static final String METHOD = "1";

    /**
     * A module that the distribution lacks.
     *
     * @param name its folder
     * @param jars its jars, the first of which holds its descriptor
     * @param extendedModules what its descriptor is to say about the modules it extends, or null to leave that as it is
     */
    record Module(String name, List<Path> jars, @Nullable String extendedModules) {
        Module {
            jars = List.copyOf(jars);
        }
    }

    Recipe {
        modules = List.copyOf(modules);
    }

    /**
     * The name of the folder that this recipe gives. It stands for names and sizes and not for contents: a released artifact never
     * changes, and reading a hundred megabytes at every start would be felt.
     *
     * @throws ElasticsearchFailedException where an ingredient is missing
     */
    String folderName() {
        String ingredients = Stream.concat(Stream.of(zip), modules.stream().flatMap(module -> module.jars().stream()))
                .map(file -> file.getFileName() + " " + size(file))
                .collect(Collectors.joining("\n", METHOD + "\n", "\n"));
        String descriptors = modules.stream()
                .map(module -> module.name() + " " + module.extendedModules())
                .collect(Collectors.joining("\n"));
        return "elasticsearch-" + version + "-" + Hash.of(ingredients + descriptors);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ElasticsearchFailedException(
                    file + " is missing: build the module elasticsearch-local, up to the phase pre-integration-test for"
                            + " Elasticsearch 9",
                    e);
        }
    }
}
