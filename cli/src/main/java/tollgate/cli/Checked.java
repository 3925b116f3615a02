package tollgate.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what a part says of a value into what a command says. */
final class Checked {
    /** Makes something of settings; a value that cannot be used ends the command with its one line. */
    static <T> T setting(Supplier<T> made) throws CommandFailedException {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses a number below the least that makes sense, as wrong usage. */
    static void atLeast(int least, String option, int value, CommandLine command) {
        if (value < least) {
            throw new ParameterException(command, option + " is " + value + ", and must be at least " + least);
        }
    }

    private Checked() {}
}
