package tollgate.dashboards.rule;

/** What happens to an alert that connectors hear of. */
enum AlertEvent {
    OPEN("query matched", "open"),
    CLOSE("recovered", "close");

    private final String group;
    private final String action;

    AlertEvent(String group, String action) {
        this.group = group;
        this.action = action;
    }

    /** Kibana's name of the action group. */
    String group() {
        return group;
    }

    /** ECS's {@code event.action}. */
    String action() {
        return action;
    }
}
