package tollgate.shipper.file;

/**
 * Whole lines of a file, one after the other.
 *
 * @param start where the first begins
 * @param end the offset after the last
 */
public record FileSpan(FilePosition start, long end) {
    public FilePosition endPosition() {
        return start.at(end);
    }
}
