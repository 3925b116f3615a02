package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chat completion as its client wrote it, checked.
 *
 * @param body the client's own bytes
 * @param start where members can be put in
 * @param temperature NaN where there is none
 * @param maxTokens the most that may be answered, or -1 where it does not say
 */
record AskedRequest(
        String model,
        boolean stream,
        boolean usageWanted,
        @Nullable String user,
        HttpData body,
        int start,
        Places places,
        double temperature,
        long maxTokens,
        @Nullable UsageOption usageOption) {

    /** Where the members stand that a route may change. */
    record Places(
            BodyMember model,
            BodyMember messages,
            BodyMember temperature,
            BodyMember maxTokens,
            BodyMember maxCompletionTokens,
            BodyMember streamOptions) {}

    /** What to send by a route: the client's own bytes, with what it left out and what the route does not allow changed. */
    ChatRequest by(Route route) {
        BodyEdits edits = new BodyEdits();
        RequestRules rules = route.rules();
        String upstreamModel = route.upstreamModel() == null ? model : route.upstreamModel();
        if (!places.model().isGiven() || !upstreamModel.equals(model)) {
            places.model().set(RequestRules.string(upstreamModel), start, edits);
        }
        BodyMember tokens = places.maxCompletionTokens().isGiven() ? places.maxCompletionTokens() : places.maxTokens();
        set(tokens, maxTokens >= 0 ? rules.insteadOf(maxTokens) : rules.maxTokens(), edits);
        set(
                places.temperature(),
                places.temperature().isGiven() ? rules.insteadOf(temperature) : rules.temperature(),
                edits);
        if (stream && !usageWanted) {
            if (usageOption == null) {
                places.streamOptions().set(RequestRules.USAGE_OPTIONS, start, edits);
            } else {
                usageOption.turnOn(edits);
            }
        }
        byte[] asked = body.array();
        byte[] changed = edits.applyTo(asked);
        return new ChatRequest(
                upstreamModel,
                stream,
                places.messages().length(),
                maxTokens >= 0 ? maxTokens : rules.standardTokens(),
                HttpData.wrap(changed));
    }

    private void set(BodyMember member, byte @Nullable [] value, BodyEdits edits) {
        if (value != null) {
            member.set(value, start, edits);
        }
    }
}
