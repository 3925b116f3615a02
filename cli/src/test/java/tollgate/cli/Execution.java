package tollgate.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** A command that ran in this process: how it ended and what it said. */
record Execution(int exitCode, String out, String err) {
    static Execution of(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Tollgate.commandLine(environment).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = line.execute(arguments);
        return new Execution(exitCode, out.toString(), err.toString());
    }
}
