package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TollgateTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "up", "gateway", "ship", "produce", "verify", "reprice", "setup", "init", "doctor", "console",
                "top"
            })
    void everyCommandExplainsItself(String command) {
        Execution help = Execution.of(Map.of(), command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: tollgate " + command).contains("--help");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(Execution.of(Map.of(), "--help").out())
                .contains("demo", "up", "gateway", "ship", "produce", "verify", "reprice", "setup", "doctor");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "nonsense, Unmatched argument at index 0: 'nonsense'",
                "ship, Missing required option: '--input=GLOB'",
                "ship --input, Missing required parameter for option '--input' (GLOB)",
                "demo --requests many, Invalid value for option '--requests': 'many' is not an int",
                "ship --input x --kafka localhost:9092, Missing required option: '--input=GLOB' or '--kafka=HOST:PORT,...'",
                "produce --input x, Missing required option: '--kafka=HOST:PORT,...'",
                "ship --kafka localhost:9092 --stop-seconds 0, \"--stop-seconds is 0, and must be at least 1\"",
                "ship --kafka localhost:9092 --session-seconds 5, \"--session-seconds is 5, and must be at least 6\"",
                "verify --input x --bad, Unknown option: '--bad'",
                "ship --input x --batch-bytes 0, \"--batch-bytes is 0, and must be at least 4096\"",
                "verify --input x --compare-every 0, \"--compare-every is 0, and must be at least 1\"",
                "ship --input x --slo-thresholds 1s;2, Invalid value for option '--slo-thresholds': '1s;2' is no threshold",
                "\"demo --slo-thresholds 2s,2000ms\", \"Invalid value for option '--slo-thresholds': '2s,2000ms' names\"",
                "\"ship --input x --retention-request 0d\", \"Invalid value for option '--retention-request': '0d' is no\"",
                "setup --retention-usage-hourly never, Invalid value for option '--retention-usage-hourly': 'never' is no",
                "setup --request-shards 0, \"--request-shards is 0, and must be between 1 and 1024\"",
                "setup --wait-seconds -1, \"--wait-seconds is -1, and must be at least 0\"",
                "reprice --to 2026-11-25, Missing required option: '--from=TIME'",
                "reprice --from 24.11. --to 2026-11-25, Invalid value for option '--from': '24.11.' is neither a date",
                "reprice --from 2026-11-25T00:00:00+01:00 --to 2026-11-24T23:00:00Z, --from 2026-11-24T23:00:00Z is not",
                "reprice --from 2026-11-24T00:00:00.0001Z --to 2026-11-25, --from 2026-11-24T00:00:00.000100Z is finer"
            })
    void wrongUsageEndsWithTwoAndSaysWhatIsWrong(String arguments, String said) {
        Execution wrong = Execution.of(Map.of(), arguments.split(" ", -1));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith(said);
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void warmUpShipsItsLinesAndIsNotListed() {
        Execution warmUp = Execution.of(Map.of(), "warm-up", "--lines", "300");

        assertThat(warmUp.exitCode()).isZero();
        // 300 lines at two a second: three minutes of streams and not, each a window, and one of hours for each
        assertThat(warmUp.err()).contains("shipped 300 lines, of which 0 refused; 311 documents created");
        assertThat(Execution.of(Map.of(), "--help").out()).doesNotContain("warm-up");
    }

    @Test
    void clusterThatDoesNotAnswerIsSaidInOneLine() throws IOException {
        int port = freePort();

        Execution failed =
                Execution.of(Map.of(), "verify", "--input", log(), "--elasticsearch", "http://127.0.0.1:" + port);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .startsWith("tollgate: Elasticsearch at http://127.0.0.1:" + port + " does not answer (")
                .endsWith("): start it, or say with --elasticsearch where it is");
    }

    @Test
    void patternThatMatchesNothingIsNoCleanResult() {
        Execution failed = Execution.of(Map.of(), "verify", "--input", folder + "/nothing*.log");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .isEqualTo("tollgate: no file matches --input " + folder + "/nothing*.log" + System.lineSeparator());
    }

    @Test
    void patternThatIsNoneIsSaidInOneLine() {
        Execution failed = Execution.of(Map.of(), "verify", "--input", folder + "/[");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .startsWith("tollgate: '" + folder + "/[' is no glob (");
    }

    @Test
    void variablesThatOnlyLookLikeOptionsDoNoHarm() {
        assertThat(Execution.of(Map.of("TOLLGATE_VERSION", "1.2", "TOLLGATE_HELP", "x"), "--help")
                        .exitCode())
                .isZero();
    }

    @Test
    void addressThatIsNoneIsSaidInOneLine() throws IOException {
        Execution failed = Execution.of(Map.of(), "verify", "--input", log(), "--elasticsearch", "localhost");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .isEqualTo("tollgate: 'localhost' is no address of an Elasticsearch: it should look like"
                        + " http://localhost:9200" + System.lineSeparator());
    }

    @Test
    void addressThatIsNoKibanaIsSaidInOneLine() {
        Execution failed = Execution.of(Map.of(), "setup", "--kibana", "localhost:5601");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .isEqualTo("tollgate: 'localhost:5601' is no address of a Kibana: it should look like"
                        + " http://localhost:5601" + System.lineSeparator());
    }

    @Test
    void takenPortOfTheGatewayIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Execution failed = Execution.of(
                    Map.of("TOLLGATE_DATA", folder.toString()), "demo", "--port", "" + taken.getLocalPort());

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err())
                    .isEqualTo("tollgate: port " + taken.getLocalPort()
                            + " is taken, and the gateway wants it: choose another with --port"
                            + System.lineSeparator());
        }
    }

    @Test
    void settingThatIsWrongIsNamed() {
        Execution failed = Execution.of(Map.of("TOLLGATE_DATA", folder.toString(), "MAX_TOKENS", "lots"), "gateway");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines()).singleElement().asString().contains("MAX_TOKENS");
    }

    @Test
    void folderThatCannotBeMadeIsNamedWithItsVariable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Execution failed =
                Execution.of(Map.of("TOLLGATE_DATA", file.resolve("data").toString()), "up");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .startsWith("tollgate: the data folder " + file.resolve("data") + " cannot be made (")
                .endsWith("): set TOLLGATE_DATA to a folder of yours");
    }

    @Test
    void consoleDoesNotTakeThePortOfTheGateway() {
        CommandLine.ParseResult parsed = Tollgate.commandLine(
                        Map.of("TOLLGATE_PORT", "1", "TOLLGATE_CONSOLE_PORT", "2"))
                .parseArgs("console");

        int port = parsed.subcommand().commandSpec().findOption("--port").getValue();
        assertThat(port).isEqualTo(2);
    }

    @Test
    void optionComesFromTheEnvironmentWhereItIsNotGiven() throws IOException {
        int port = freePort();

        Execution failed =
                Execution.of(Map.of("TOLLGATE_ELASTICSEARCH", "http://127.0.0.1:" + port), "verify", "--input", log());

        assertThat(failed.err()).contains("http://127.0.0.1:" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "gateway",
                "ship --input x",
                "verify",
                "reprice --from 2026-11-24 --to 2026-11-25",
                "setup"
            })
    void levelOfTheLogThatIsNoneIsNamed(String arguments) {
        Execution wrong = Execution.of(
                Map.of("TOLLGATE_DATA", folder.toString(), "TOLLGATE_LOG_LEVEL", "verbose"), arguments.split(" ", -1));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("TOLLGATE_LOG_LEVEL is 'verbose', and must be one of TRACE, DEBUG, INFO, WARN, ERROR, OFF"
                        + System.lineSeparator());
    }

    @Test
    void retentionOfTheEnvironmentThatIsNoneIsNamed() {
        Execution wrong = Execution.of(Map.of("TOLLGATE_RETENTION_AUDIT", "30 days"), "setup");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith(
                        "Invalid value for option '--retention-audit': '30 days' is no retention: write whole days or"
                                + " hours, such as 30d or 36h, or forever" + System.lineSeparator());
    }

    private String log() throws IOException {
        return Files.writeString(folder.resolve("requests.log"), "").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
