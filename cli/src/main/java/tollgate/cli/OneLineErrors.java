package tollgate.cli;

import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import tollgate.access.TokenException;
import tollgate.dashboards.rule.RuleException;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.local.ElasticsearchFailedException;
import tollgate.files.FileMistakeException;
import tollgate.gateway.SettingException;
import tollgate.kafka.local.KafkaFailedException;
import tollgate.pager.PagerException;
import tollgate.setup.SetupException;
import tollgate.shipper.ShipperException;
import tollgate.stream.StreamException;

/** Says in one line what went wrong; only what nobody expected is told with its trace. */
final class OneLineErrors implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        if (isExpected(failure)) {
            command.getErr().println("tollgate: " + failure.getMessage());
            LOG.debug("failed", failure);
        } else {
            command.getErr().println("tollgate: unexpected failure, please report it:");
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof CommandFailedException
                || failure instanceof ShipperException
                || failure instanceof StreamException
                || failure instanceof KafkaFailedException
                || failure instanceof SetupException
                || failure instanceof PagerException
                || failure instanceof RuleException
                || failure instanceof ClusterException
                || failure instanceof ElasticsearchFailedException
                || failure instanceof SettingException
                || failure instanceof TokenException
                || failure instanceof FileMistakeException
                || failure instanceof UncheckedIOException;
    }
}
