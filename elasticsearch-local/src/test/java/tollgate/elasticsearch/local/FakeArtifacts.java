package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A distribution of three files and a module of two jars, made as the real ones are. */
record FakeArtifacts(Path folder) {
    static final String DESCRIPTOR = "name=extra\nextended.plugins=core,unpublished\njava.version=17\n";

    Recipe recipe() throws IOException {
        return recipe("core");
    }

    Recipe recipe(String extendedModules) throws IOException {
        return new Recipe(
                "1.2.3",
                zip(
                        "server-1.2.3.zip",
                        Map.of(
                                "server-1.2.3/bin/elasticsearch", "#!/bin/sh\n",
                                "server-1.2.3/lib/server.jar", "server",
                                "server-1.2.3/modules/core/core.jar", "core")),
                List.of(new Recipe.Module(
                        "extra",
                        List.of(
                                zip(
                                        "extra-1.2.3.jar",
                                        Map.of("META-INF/es-plugins/extra/plugin-descriptor.properties", DESCRIPTOR)),
                                zip("library-4.5.jar", Map.of("a.txt", "a"))),
                        extendedModules)));
    }

    Path zip(String name, Map<String, String> content) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : content.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}
