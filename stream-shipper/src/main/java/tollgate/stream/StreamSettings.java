package tollgate.stream;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.SloThresholds;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

/**
 * What a stream shipper is told. All instances that share the work are told the same, but for the state folder and the instance's name.
 *
 * @param topics by their prefix, which also names the group that shares the work
 * @param topicSettings how topics are made that are not there yet
 * @param state folder of what can be restored from Kafka; one instance has it for itself
 * @param instance a name that stays the same over restarts, so that a restart moves no work to the others; null for none
 * @param threads that read lines
 * @param standby copies of the state on other instances, which then take over without reading it anew
 * @param session how long an instance may be silent before the others take over its work
 * @param stop how long a stop may take, whatever Kafka and Elasticsearch do
 * @param duplicates how long a line is remembered, at least, so that it is not counted again
 * @param format of the lines, by its name in {@link LineFormats}
 * @param namespace of the data streams
 * @param windowGrace how long a usage window stays open for late lines
 * @param thresholds latencies that usage windows count against
 * @param bulkBytes bytes of documents in a bulk
 * @param inFlight bulks that are on their way at once
 * @param longestBackoff longest pause between two tries
 */
public record StreamSettings(
        Topics topics,
        TopicSettings topicSettings,
        Path state,
        @Nullable String instance,
        int threads,
        int standby,
        Duration session,
        Duration stop,
        Duration duplicates,
        String format,
        String namespace,
        Duration windowGrace,
        SloThresholds thresholds,
        int bulkBytes,
        int inFlight,
        Duration longestBackoff) {
    /** Bytes of documents in a bulk: those of a mebibyte of lines, about. */
    private static final int BULK_BYTES = 2 << 20;

    /** The defaults for a state folder. */
    public static StreamSettings of(Path state) {
        return new StreamSettings(
                Topics.DEFAULT,
                TopicSettings.DEFAULT,
                state,
                null,
                1,
                0,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                LineFormats.TOLLGATE,
                DataStream.DEFAULT_NAMESPACE,
                Duration.ofSeconds(30),
                SloThresholds.DEFAULT,
                BULK_BYTES,
                2,
                Duration.ofSeconds(10));
    }
}
