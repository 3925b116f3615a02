package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.stream.StreamMessage;

/**
 * A large body as pieces, which are sent one after the other. What is sent at once is copied whole to be sent, and the copy lives until the
 * other side has taken it.
 */
final class Pieces {
    private static final int PIECE_BYTES = 1 << 16;

    /** Whether a body is sent in pieces. */
    static boolean suit(HttpData body) {
        return body.length() > PIECE_BYTES;
    }

    /** Without a copy. */
    static StreamMessage<HttpData> of(HttpData body) {
        byte[] bytes = body.array();
        HttpData[] pieces = new HttpData[(bytes.length + PIECE_BYTES - 1) / PIECE_BYTES];
        for (int i = 0; i < pieces.length; i++) {
            int from = i * PIECE_BYTES;
            pieces[i] = HttpData.wrap(bytes, from, Math.min(PIECE_BYTES, bytes.length - from));
        }
        return StreamMessage.of(pieces);
    }

    private Pieces() {}
}
