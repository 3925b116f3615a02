package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tollgate.local.FolderTree;

/**
 * Assembles servers into a cache folder, each recipe once. A folder under its final name is whole: it is assembled beside and then
 * renamed. Any number of threads and processes may ask at once; one works and the others wait for it.
 */
final class Assembly {
    private static final String DESCRIPTOR = "plugin-descriptor.properties";

    private final Path cache;
    private final Consumer<String> progress;

    Assembly(Path cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * The home of the server that the recipe gives.
     *
     * @throws ElasticsearchFailedException where an ingredient is missing or broken, or the cache folder cannot be written
     */
    Path assemble(Recipe recipe) {
        String name = recipe.folderName();
        Path home = cache.resolve(name);
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Folders.create(cache);
        } catch (IOException e) {
            throw unwritable(e);
        }
        try (FolderLock _ = FolderLock.await(
                cache.resolve(name + ".lock"),
                () -> progress.accept("Waiting for another process that assembles " + name))) {
            if (!Files.isDirectory(home)) {
                assembleBeside(recipe, cache.resolve(name + ".part"), home);
            }
            return home;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void assembleBeside(Recipe recipe, Path part, Path home) throws IOException {
        progress.accept("Assembling Elasticsearch " + recipe.version() + " in " + cache + " (once)");
        FolderTree.delete(part);
        try {
            new Distribution(recipe.zip()).unpack(part);
            for (Recipe.Module module : recipe.modules()) {
                lay(module, part.resolve("modules").resolve(module.name()));
            }
            try {
                Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("its file system cannot rename folders", e);
            }
        } finally {
            FolderTree.delete(part);
        }
    }

    private static void lay(Recipe.Module module, Path folder) throws IOException {
        Folders.create(folder);
        for (Path jar : module.jars()) {
            Path copy = folder.resolve(jar.getFileName().toString());
            Files.copy(jar, copy);
            Folders.makeReadable(copy);
        }
        Path descriptor = folder.resolve(DESCRIPTOR);
        Files.writeString(descriptor, descriptor(module));
        Folders.makeReadable(descriptor);
    }

    private static String descriptor(Recipe.Module module) throws IOException {
        Path jar = module.jars().getFirst();
        String name = "META-INF/es-plugins/" + module.name() + "/" + DESCRIPTOR;
        try (ZipFile file = Distribution.open(jar)) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) {
                throw new ElasticsearchFailedException(jar + " has no " + name + ": this version is made up otherwise");
            }
            try (InputStream in = file.getInputStream(entry)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return module.extendedModules() == null
                        ? text
                        : text.replaceAll(
                                "(?m)^extended\\.plugins=.*$", "extended.plugins=" + module.extendedModules());
            }
        }
    }

    private ElasticsearchFailedException unwritable(IOException e) {
        return new ElasticsearchFailedException(
                "Elasticsearch cannot be assembled in " + cache + " (" + e + "): set " + Environment.CACHE
                        + " to a folder that can be written",
                e);
    }
}
