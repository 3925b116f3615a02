package tollgate.dashboards;

/**
 * A choice above a dashboard, which its queries see as a parameter.
 *
 * @param parameter its name in queries, without the question mark
 * @param query ES|QL with one column: what can be chosen; its first row is {@link #ALL}
 */
public record Control(String parameter, String label, String query) {
    /** The choice that leaves nothing out: queries compare the parameter with it. */
    public static final String ALL = "*";
}
