package tollgate.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import tollgate.benchmarks.LineGenerator;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** Generated lines, as many as no branch predictor learns by heart; one call of a benchmark takes one of them. */
final class Lines {
    static final int COUNT = 4_096;
    private static final long SEED = 2;

    private final List<byte[]> lines = LineGenerator.lines(COUNT, SEED);
    private int next;

    byte[] next() {
        next = (next + 1) % COUNT;
        return lines.get(next);
    }

    List<RequestRecord> records() throws RefusedLineException {
        LineReader reader = new LineReader();
        List<RequestRecord> records = new ArrayList<>();
        for (byte[] line : lines) {
            records.add(reader.read(line, 0, line.length));
        }
        return records;
    }
}
