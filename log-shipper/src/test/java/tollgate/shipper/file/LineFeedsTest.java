package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedsTest {
    @Test
    void findsTheFirstOneWhereverItStands() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(8) == 0) {
                    bytes[i] = '\n';
                }
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int expected = -1;
            for (int i = bytes.length - 1; i >= from; i--) {
                expected = bytes[i] == '\n' ? i : expected;
            }
            assertThat(LineFeeds.next(bytes, from, bytes.length)).isEqualTo(expected);
        }
    }
}
