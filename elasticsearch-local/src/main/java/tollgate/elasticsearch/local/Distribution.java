package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A published zip: everything below one root folder, programs in its bin folder. */
record Distribution(Path zip) {

    /**
     * Unpacks what is below the root folder into a new folder that every user can read.
     *
     * @throws ElasticsearchFailedException where it is no zip, or an entry points out of the folder
     */
    void unpack(Path folder) throws IOException {
        Folders.create(folder);
        try (ZipFile file = open(zip)) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                unpack(file, entries.nextElement(), folder);
            }
        }
    }

    static ZipFile open(Path zip) throws IOException {
        try {
            return new ZipFile(zip.toFile());
        } catch (ZipException e) {
            throw new ElasticsearchFailedException(
                    zip + " is broken (" + e.getMessage()
                            + "): delete it from the build and from the local Maven repository," + " and build again",
                    e);
        }
    }

    private void unpack(ZipFile file, ZipEntry entry, Path folder) throws IOException {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new ElasticsearchFailedException(zip + " holds the entry " + entry.getName()
                    + ", which points out of its folder: do not trust this file");
        }
        if (entry.isDirectory()) {
            Folders.create(target);
            return;
        }
        Folders.create(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (name.startsWith("bin/")) {
            Folders.makeExecutable(target);
        } else {
            Folders.makeReadable(target);
        }
    }
}
