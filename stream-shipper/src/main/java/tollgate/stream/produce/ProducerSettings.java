package tollgate.stream.produce;

import java.nio.file.Path;
import java.time.Duration;
import tollgate.adapters.LineFormats;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

/**
 * What a producer is told.
 *
 * @param input glob of the files
 * @param state folder of the checkpoint; one producer has it for itself
 * @param format of the lines, by its name in {@link LineFormats}
 * @param topics of which it writes the first
 * @param topicSettings how topics are made that are not there yet
 * @param exitAtEnd whether the files are complete: bring them to Kafka to their end and stop
 * @param batchBytes bytes of lines that are on their way at once, and at least the longest piece of a line
 * @param poll pause before looking again where nothing was new
 */
public record ProducerSettings(
        String input,
        Path state,
        String format,
        Topics topics,
        TopicSettings topicSettings,
        boolean exitAtEnd,
        int batchBytes,
        Duration poll) {
    /** The defaults for an input and a state folder. */
    public static ProducerSettings of(String input, Path state) {
        return new ProducerSettings(
                input,
                state,
                LineFormats.TOLLGATE,
                Topics.DEFAULT,
                TopicSettings.DEFAULT,
                false,
                1 << 20,
                Duration.ofMillis(200));
    }
}
