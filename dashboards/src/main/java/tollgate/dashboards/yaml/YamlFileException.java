package tollgate.dashboards.yaml;

/** A mistake in a file; the message is one line that names the file and, where one is known, the line. */
public final class YamlFileException extends RuntimeException {
    public YamlFileException(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }

    public YamlFileException(String file, String what) {
        super(file + ": " + what);
    }
}
