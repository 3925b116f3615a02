package tollgate.shipper.enrich;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.enrichment.Enriched;
import tollgate.enrichment.Enricher;
import tollgate.enrichment.EnrichmentSettings;
import tollgate.pricing.PricingFiles;
import tollgate.pricing.Usage;
import tollgate.requestlog.RequestRecord;

/**
 * Enriches by the tables and the price book that the environment names. A request is priced by the model that answered, at the
 * request's own time; without a known model or known counts it has no cost, and a reason.
 */
public final class ConfiguredEnricher implements RequestEnricher {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredEnricher.class);

    private final Enricher enricher;
    private final PricingFiles prices;

    ConfiguredEnricher(Enricher enricher, PricingFiles prices) {
        this.enricher = enricher;
        this.prices = prices;
    }

    /**
     * As the environment says.
     *
     * @throws RuntimeException where a file or a setting has a mistake; the message is one line that names it
     */
    public static ConfiguredEnricher of(Map<String, String> environment) {
        return new ConfiguredEnricher(
                new Enricher(EnrichmentSettings.fromEnvironment(environment)),
                PricingFiles.fromEnvironment(environment));
    }

    @Override
    public EnrichedRequest enrich(RequestRecord line) {
        Enriched enriched = enricher.enrich(line);
        RequestRecord record = enriched.record();
        RequestRecord.Usage usage = record.usage();
        return new EnrichedRequest(
                record,
                enriched.extra(),
                prices.pricer()
                        .price(new Usage(
                                record.model().provider(),
                                record.model().effective(),
                                record.timestamp(),
                                usage.inputTokens(),
                                usage.outputTokens(),
                                usage.cacheReadTokens(),
                                usage.cacheCreationTokens(),
                                usage.reasoningTokens())));
    }

    @Override
    public void refresh() {
        tell(enricher.refresh().mistakes());
        tell(prices.refresh().mistakes());
    }

    private static void tell(List<String> mistakes) {
        mistakes.forEach(LOG::error);
    }
}
