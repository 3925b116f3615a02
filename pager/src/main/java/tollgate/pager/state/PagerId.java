package tollgate.pager.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a pager: that of its folder's owner, the same after a restart. */
public final class PagerId {
    private static final String FILE = "pager.id";

    /** The name that stands in a folder; one is made where there is none. */
    public static String of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            String id = Files.readString(file).strip();
            if (!id.isEmpty()) {
                return id;
            }
        } catch (NoSuchFileException e) {
            // the first start
        }
        String id = UUID.randomUUID().toString();
        Files.writeString(file, id + "\n");
        return id;
    }

    private PagerId() {}
}
