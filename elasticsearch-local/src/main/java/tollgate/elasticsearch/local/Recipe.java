package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

    private static final int KEY_CHARS = 12;

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
        MessageDigest digest = sha256();
        update(digest, METHOD);
        Stream.concat(Stream.of(zip), modules.stream().flatMap(module -> module.jars().stream()))
                .forEach(file -> update(digest, file.getFileName() + " " + size(file)));
        modules.forEach(module -> update(digest, module.name() + " " + module.extendedModules()));
        return "elasticsearch-" + version + "-"
                + HexFormat.of().formatHex(digest.digest()).substring(0, KEY_CHARS);
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
