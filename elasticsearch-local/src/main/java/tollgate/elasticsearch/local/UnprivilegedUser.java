package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * The user "nobody" of root's machine, by util-linux' {@code setpriv}. It needs no entry in the list of users, hence the number,
 * which is nobody's on most systems.
 */
record UnprivilegedUser() implements ServerUser {
    static final int ID = 65_534;

    @Override
    public List<String> command(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups"));
        wrapped.addAll(command);
        return wrapped;
    }

    @Override
    public void own(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                give(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", ID, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void requireReach(Path folder, String remedy) throws IOException {
        for (Path on = folder.toRealPath(); on != null; on = on.getParent()) {
            if (!canEnter(on)) {
                throw new ElasticsearchFailedException("Elasticsearch runs as user " + ID
                        + " where root starts it, and that user" + " cannot enter " + on + ": " + remedy);
            }
        }
    }

    private static boolean canEnter(Path folder) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        boolean owner = Files.getAttribute(folder, "unix:uid").equals(ID);
        return attributes
                .permissions()
                .contains(owner ? PosixFilePermission.OWNER_EXECUTE : PosixFilePermission.OTHERS_EXECUTE);
    }
}
