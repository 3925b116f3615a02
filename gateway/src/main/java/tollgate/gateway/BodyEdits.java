package tollgate.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to some places of a body, so that all the rest goes on as the client wrote it. */
final class BodyEdits {
    private final List<Edit> edits = new ArrayList<>();

    void insert(int at, byte[] text) {
        replace(at, at, text);
    }

    void replace(int start, int end, byte[] text) {
        edits.add(new Edit(start, end, text));
    }

    /** The changed body; where nothing is changed, the very same array. */
    byte[] applyTo(byte[] body) {
        if (edits.isEmpty()) {
            return body;
        }
        edits.sort(Comparator.comparingInt(edit -> edit.start));
        int length = body.length;
        for (Edit edit : edits) {
            length += edit.text.length - (edit.end - edit.start);
        }
        byte[] result = new byte[length];
        int from = 0;
        int to = 0;
        for (Edit edit : edits) {
            int kept = edit.start - from;
            System.arraycopy(body, from, result, to, kept);
            System.arraycopy(edit.text, 0, result, to + kept, edit.text.length);
            from = edit.end;
            to += kept + edit.text.length;
        }
        System.arraycopy(body, from, result, to, body.length - from);
        return result;
    }

    private static final class Edit {
        final int start;
        final int end;
        final byte[] text;

        Edit(int start, int end, byte[] text) {
            this.start = start;
            this.end = end;
            this.text = text;
        }
    }
}
