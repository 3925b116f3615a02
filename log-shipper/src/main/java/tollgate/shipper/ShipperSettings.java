package tollgate.shipper;

import java.nio.file.Path;
import java.time.Duration;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.SloThresholds;

/**
 * What a shipper is told.
 *
 * @param input glob of the files
 * @param state folder of the checkpoint; one shipper has it for itself
 * @param format of the lines, by its name in {@link tollgate.adapters.LineFormats}
 * @param namespace of the data streams
 * @param exitAtEnd whether the files are complete: ship them to their end, last line without line feed included, close all
 *     windows and stop
 * @param batchBytes bytes of lines in a bulk; a longer line goes alone
 * @param inFlight bulks that are on their way at once; with the bulk being filled they are all the memory that lines use
 * @param poll pause before looking again where nothing was new
 * @param windowGrace how long a usage window stays open for late lines
 * @param thresholds latencies that usage windows count against
 * @param longestBackoff longest pause between two tries
 */
public record ShipperSettings(
        String input,
        Path state,
        String format,
        String namespace,
        boolean exitAtEnd,
        int batchBytes,
        int inFlight,
        Duration poll,
        Duration windowGrace,
        SloThresholds thresholds,
        Duration longestBackoff) {

    /** The defaults for an input and a state folder. */
    public static ShipperSettings of(String input, Path state) {
        return new ShipperSettings(
                input,
                state,
                LineFormats.TOLLGATE,
                DataStream.DEFAULT_NAMESPACE,
                false,
                1 << 19,
                2,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                SloThresholds.DEFAULT,
                Duration.ofSeconds(10));
    }

    public ShipperSettings withExitAtEnd(boolean newExitAtEnd) {
        return new ShipperSettings(
                input,
                state,
                format,
                namespace,
                newExitAtEnd,
                batchBytes,
                inFlight,
                poll,
                windowGrace,
                thresholds,
                longestBackoff);
    }

    public ShipperSettings withNamespace(String newNamespace) {
        return new ShipperSettings(
                input,
                state,
                format,
                newNamespace,
                exitAtEnd,
                batchBytes,
                inFlight,
                poll,
                windowGrace,
                thresholds,
                longestBackoff);
    }

    public ShipperSettings withBatchBytes(int newBatchBytes) {
        return new ShipperSettings(
                input,
                state,
                format,
                namespace,
                exitAtEnd,
                newBatchBytes,
                inFlight,
                poll,
                windowGrace,
                thresholds,
                longestBackoff);
    }

    public ShipperSettings withWindowGrace(Duration newWindowGrace) {
        return new ShipperSettings(
                input,
                state,
                format,
                namespace,
                exitAtEnd,
                batchBytes,
                inFlight,
                poll,
                newWindowGrace,
                thresholds,
                longestBackoff);
    }

    public ShipperSettings withFormat(String newFormat) {
        return new ShipperSettings(
                input,
                state,
                newFormat,
                namespace,
                exitAtEnd,
                batchBytes,
                inFlight,
                poll,
                windowGrace,
                thresholds,
                longestBackoff);
    }

    public ShipperSettings withThresholds(SloThresholds newThresholds) {
        return new ShipperSettings(
                input,
                state,
                format,
                namespace,
                exitAtEnd,
                batchBytes,
                inFlight,
                poll,
                windowGrace,
                newThresholds,
                longestBackoff);
    }
}
