package tollgate.shipper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.ReconciliationReport;
import tollgate.shipper.usage.Reports;
import tollgate.shipper.usage.TestWindows;
import tollgate.shipper.usage.UsageReport;
import tollgate.shipper.usage.UsageWindow;
import tollgate.shipper.usage.WindowLength;

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
                new Reports(
                        List.of(new UsageReport(7, WindowLength.HOUR, 1, windows.getFirst())),
                        List.of(new ReconciliationReport(8, TestWindows.lines().getFirst()))));
    }
}
