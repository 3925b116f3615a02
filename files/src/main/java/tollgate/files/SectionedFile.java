package tollgate.files;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a YAML file of several sections says. It is made only where every section can be used, so none is used without the others. */
public final class SectionedFile {
    private final Map<FileSection<?>, Object> values = new LinkedHashMap<>();

    private SectionedFile(YamlMap file, List<FileSection<?>> sections) {
        for (FileSection<?> section : sections) {
            Object value = Objects.requireNonNull(section.read(file), "a section without a value");
            values.put(section, value);
        }
    }

    /**
     * Reads a file whole.
     *
     * @param setting that names the file, to be corrected where there is no such file
     * @throws FileMistakeException for the first mistake, also for a key that belongs to no section
     */
    public static SectionedFile read(Path file, String setting, List<FileSection<?>> sections) {
        Set<String> allowed = new LinkedHashSet<>();
        sections.forEach(section -> allowed.addAll(section.keys()));
        return new SectionedFile(YamlMap.root(FileContent.read(file, setting), allowed), sections);
    }

    /** What holds where there is no file. */
    public static SectionedFile absent(List<FileSection<?>> sections) {
        return new SectionedFile(YamlMap.empty("(no file)"), sections);
    }

    /** What a section, one of those given when the file was read, has understood. */
    @SuppressWarnings("unchecked") // put there by the same section
    public <T> T get(FileSection<T> section) {
        return (T) Objects.requireNonNull(values.get(section), "a section that was not asked for");
    }
}
