package tollgate.adapters;

import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** The lines of Tollgate's own gateway. */
final class TollgateFormat implements LineFormat {
    private final LineReader lines = new LineReader();

    @Override
    public String name() {
        return LineFormats.TOLLGATE;
    }

    @Override
    public RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException {
        return lines.read(bytes, offset, length);
    }

    @Override
    public boolean mayHoldContent() {
        return false;
    }
}
