package tollgate.shipper.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** A glob such as {@code /var/log/tollgate/requests*.log}: a star stops at a slash, two stars do not. */
public final class InputPattern {
    private final Path base;
    private final PathMatcher matcher;
    private final int depth;
    private final String pattern;

    private InputPattern(String pattern, Path base, PathMatcher matcher, int depth) {
        this.pattern = pattern;
        this.base = base;
        this.matcher = matcher;
        this.depth = depth;
    }

    /**
     * Understands a glob.
     *
     * @throws IllegalArgumentException where it is no glob; the message is one line
     */
    public static InputPattern of(String pattern) {
        Path absolute = Path.of(pattern).toAbsolutePath().normalize();
        Path base = absolute.getRoot();
        for (Path name : absolute) {
            if (name.toString().matches(".*[*?\\[{].*")) {
                break;
            }
            base = base.resolve(name);
        }
        boolean plain = base.equals(absolute);
        if (plain && absolute.getParent() != null) {
            base = absolute.getParent();
        }
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : absolute.getNameCount() - base.getNameCount();
        String glob = plain ? absolute.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1") : absolute.toString();
        try {
            return new InputPattern(pattern, base, FileSystems.getDefault().getPathMatcher("glob:" + glob), depth);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no glob (" + e.getDescription() + "): use * ? [abc] or {a,b}, and quote it",
                    e);
        }
    }

    /** The regular files that match now, the one that was written to longest ago first. */
    public List<Path> files() throws IOException {
        record Found(Path path, long modifiedMillis) {}
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        Files.walkFileTree(base, java.util.Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && matcher.matches(file)) {
                    found.add(new Found(file, attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(Comparator.comparingLong(Found::modifiedMillis).thenComparing(Found::path));
        return found.stream().map(Found::path).toList();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
