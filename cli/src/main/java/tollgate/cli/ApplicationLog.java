package tollgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import co.elastic.logging.logback.EcsEncoder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tollgate's own log, in ECS JSON: services write it to standard error, commands for people to a file. */
final class ApplicationLog {
    /** Least level; {@code INFO} where it is not set. */
    private static final String LEVEL = "TOLLGATE_LOG_LEVEL";

    private final Level level;

    private ApplicationLog(Level level) {
        this.level = level;
    }

    /** Refuses a level that is none, as wrong usage: what was to be seen would be missing silently. */
    static ApplicationLog of(Map<String, String> environment, CommandLine command) {
        String word = environment.getOrDefault(LEVEL, "");
        @Nullable Level level = Level.toLevel(word.isEmpty() ? "INFO" : word, null);
        if (level == null) {
            throw new ParameterException(
                    command, LEVEL + " is '" + word + "', and must be one of TRACE, DEBUG, INFO, WARN, ERROR, OFF");
        }
        return new ApplicationLog(level);
    }

    void toStandardError(String service) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        start(console, service);
    }

    void toFile(Path file, String service) {
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(file.toString());
        start(appender, service);
    }

    private void start(OutputStreamAppender<ILoggingEvent> appender, String service) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        EcsEncoder encoder = new EcsEncoder();
        encoder.setServiceName(service);
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        addToRoot(context, appender);
    }

    private void addToRoot(LoggerContext context, Appender<ILoggingEvent> appender) {
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        // Some eighty settings of its own at every start.
        context.getLogger("com.linecorp.armeria.common.Flags").setLevel(Level.WARN);
        // Likewise; and what it says of groups and transactions is of use only where something is wrong.
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
    }
}
