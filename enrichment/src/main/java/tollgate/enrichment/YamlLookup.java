package tollgate.enrichment;

import tollgate.files.FileContent;
import tollgate.files.YamlMap;

/** Reads a table of keys in YAML, whose form the README shows. */
final class YamlLookup {
    private static final String NEEDED =
            "each key_id stands at the start of a line, and below it " + String.join(", ", LookupBuilder.OWNER);

    static Lookup read(FileContent content) {
        LookupBuilder owners = new LookupBuilder(content.name());
        for (YamlMap.Named key : YamlMap.named(content, NEEDED, LookupBuilder.OWNER)) {
            owners.add(key.line(), key.name(), key.map()::textOrNull);
        }
        return owners.lookup();
    }

    private YamlLookup() {}
}
