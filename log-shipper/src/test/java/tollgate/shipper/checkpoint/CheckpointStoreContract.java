package tollgate.shipper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.UsageKey;
import tollgate.shipper.usage.UsageReport;
import tollgate.shipper.usage.UsageSums;
import tollgate.shipper.usage.UsageWindow;

abstract class CheckpointStoreContract {
    abstract CheckpointStore store() throws IOException;

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(store().load()).isEmpty();
    }

    @Test
    void givesBackWhatWasSavedLast() throws IOException {
        CheckpointStore store = store();
        store.save(Checkpoint.first("somebody"));
        Checkpoint full = full();
        store.save(full);

        assertThat(store.load()).contains(full);
    }

    static Checkpoint full() {
        UsageWindow window = new UsageWindow(
                new UsageKey(29_559_750L, "dashscope", "qwen-max", null, "ok", true),
                new UsageSums(3, 4, 1, 15, 20, -1, -1, -1, 2, 4, 200_000_001L, 2_700_000_001L));
        UsageWindow bare = new UsageWindow(
                new UsageKey(0, null, "m", null, null, null), new UsageSums(1, -1, 1, -1, -1, -1, -1, -1, 0, 0, 0, -1));
        return new Checkpoint(
                "somebody",
                9,
                List.of(new FilePosition("/logs/requests.log", "(dev=1,ino=2)", new FileIdentity("abc"), 17, 99)),
                List.of(window, bare),
                List.of(new UsageReport(8, 1, bare)),
                Map.of(29_559_750L, 1L));
    }
}
