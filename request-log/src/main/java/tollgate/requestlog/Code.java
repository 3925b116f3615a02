package tollgate.requestlog;

/** An enum whose values have a spelling in lines and documents. */
public interface Code {
    /** The spelling: lower snake_case. */
    String code();
}
