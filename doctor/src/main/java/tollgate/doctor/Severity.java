package tollgate.doctor;

/** How bad a finding is. */
public enum Severity {
    OK,
    /** It works, and may not for long. */
    WARNING,
    /** Something does not work. */
    PROBLEM
}
