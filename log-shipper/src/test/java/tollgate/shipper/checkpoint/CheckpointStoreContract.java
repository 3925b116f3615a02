package tollgate.shipper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.Report;
import tollgate.shipper.usage.TestWindows;
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
        List<UsageWindow> windows = TestWindows.some();
        return new Checkpoint(
                "somebody",
                9,
                List.of(new FilePosition("/logs/requests.log", "(dev=1,ino=2)", new FileIdentity("abc"), 17, 99)),
                new OpenWindows(windows, Map.of(29_559_750L, 1L)),
                new OpenWindows(windows, Map.of()),
                TestWindows.lines(),
                List.of(
                        new Report("metrics-llm_gateway.usage-default", "AZ", "{\"llm_gateway\":{\"requests\":7}}"),
                        new Report("metrics-llm_gateway.reconciliation-default", "B\u00e9", "{\"a\":\"\u00e9\"}")));
    }
}
