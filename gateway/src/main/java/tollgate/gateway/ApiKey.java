package tollgate.gateway;

/** The secret that the upstream knows the gateway by. It never prints itself. */
public record ApiKey(String secret) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
