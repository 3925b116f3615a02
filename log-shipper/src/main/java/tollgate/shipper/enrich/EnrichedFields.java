package tollgate.shipper.enrich;

import java.io.IOException;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.DocumentAdditions;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;

/**
 * The fields that the shipper adds to a document. A cost that is not known is absent and has a reason; it is never 0.
 *
 * @param origin which shipper read the line, from where
 */
public record EnrichedFields(EnrichedRequest request, String origin) implements DocumentAdditions {
    /** In the proposed OpenTelemetry attribute: the cost was worked out here, not told by the provider. */
    private static final String SOURCE = "local";

    @Override
    public void toUsage(DocumentJson to) throws IOException {
        if (request.cost() instanceof Cost cost) {
            to.money(DocumentField.COST_AMOUNT, cost.totalNanos());
            to.text(DocumentField.COST_CURRENCY, cost.currency());
            to.text(DocumentField.COST_SOURCE, SOURCE);
        }
    }

    @Override
    public void toGateway(DocumentJson to) throws IOException {
        cost(to, request.cost());
        to.text(DocumentField.TEAM, request.extra().team());
        to.text(DocumentField.COST_CENTER, request.extra().costCenter());
        to.text(DocumentField.ORIGIN, origin);
    }

    private static void cost(DocumentJson to, Priced priced) throws IOException {
        switch (priced) {
            case Unpriced unpriced ->
                to.text(DocumentField.COST_MISSING_REASON, unpriced.reason().code());
            case Cost cost -> {
                to.money(DocumentField.COST_INPUT, cost.inputNanos());
                to.money(DocumentField.COST_OUTPUT, cost.outputNanos());
                to.money(DocumentField.COST_CACHE, cost.cacheNanos());
                MissingReason missing = cost.reportingMissing();
                if (missing == null) {
                    to.money(DocumentField.REPORTING_COST_AMOUNT, cost.reportingNanos());
                }
                to.text(DocumentField.REPORTING_COST_CURRENCY, cost.reportingCurrency());
                to.text(DocumentField.REPORTING_COST_MISSING_REASON, missing == null ? null : missing.code());
                to.text(DocumentField.PRICE_VERSION, cost.priceVersion());
            }
        }
    }

    @Override
    public void toUserAgent(DocumentJson to) throws IOException {
        to.text(DocumentField.USER_AGENT_NAME, request.extra().userAgentName());
    }

    @Override
    public void toService(DocumentJson to) throws IOException {
        to.text(DocumentField.SERVICE_ENVIRONMENT, request.extra().environment());
    }
}
