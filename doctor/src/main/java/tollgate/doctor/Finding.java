package tollgate.doctor;

/**
 * What was found.
 *
 * @param check which check found it, such as {@code disk}
 * @param text what is so, in one line
 * @param advice what to do, in one line; empty where nothing is to be done
 */
public record Finding(String check, Severity severity, String text, String advice) {
    static Finding ok(String check, String text) {
        return new Finding(check, Severity.OK, text, "");
    }

    static Finding warning(String check, String text, String advice) {
        return new Finding(check, Severity.WARNING, text, advice);
    }

    static Finding problem(String check, String text, String advice) {
        return new Finding(check, Severity.PROBLEM, text, advice);
    }

    /**
     * What a part of Tollgate says of its failure: what is so, and what to do after a colon.
     *
     * @param otherwise the advice where the message has none
     */
    static Finding problem(String check, Exception failure, String otherwise) {
        String message = String.valueOf(failure.getMessage());
        int cut = message.lastIndexOf(": ");
        return cut < 0
                ? problem(check, message, otherwise)
                : problem(check, message.substring(0, cut), message.substring(cut + 2));
    }
}
