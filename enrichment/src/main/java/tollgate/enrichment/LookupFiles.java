package tollgate.enrichment;

import java.nio.file.Path;
import java.util.Locale;
import tollgate.files.FileContent;

/** Tables of keys: YAML where the file's name ends in .yaml or .yml, else CSV. */
final class LookupFiles {
    /** @throws tollgate.files.FileMistakeException where the file cannot be read or has a mistake */
    static Lookup read(Path file) {
        FileContent content = FileContent.read(file, EnrichmentSettings.LOOKUP);
        String name = content.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") ? YamlLookup.read(content) : CsvLookup.read(content);
    }

    private LookupFiles() {}
}
