package tollgate.elasticsearch;

/** The cluster answers, and refuses it. */
final class ClusterRefusesException extends ClusterException {
    private final int status;

    ClusterRefusesException(String message, int status) {
        super(message, null);
        this.status = status;
    }

    boolean isForbidden() {
        return status == RestAnswer.FORBIDDEN;
    }
}
