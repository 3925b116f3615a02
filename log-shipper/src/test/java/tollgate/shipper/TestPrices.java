package tollgate.shipper;

import tollgate.enrichment.Extra;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.enrich.RequestEnricher;

/** Input at 3 and output at 7 nano-units a token; claude in yuan, without a rate; nobody sells qwen-max. */
public final class TestPrices implements RequestEnricher {
    @Override
    public EnrichedRequest enrich(RequestRecord record) {
        return new EnrichedRequest(record, new Extra("team-a", null, null, null), price(record));
    }

    private static Priced price(RequestRecord record) {
        RequestRecord.Usage usage = record.usage();
        if (record.model().effective().equals("qwen-max")) {
            return new Unpriced(MissingReason.UNKNOWN_MODEL);
        }
        if (usage.inputTokens() < 0 || usage.outputTokens() < 0) {
            return new Unpriced(MissingReason.UNKNOWN_USAGE);
        }
        long input = 3 * usage.inputTokens();
        long output = 7 * usage.outputTokens();
        boolean yuan = record.model().effective().startsWith("claude");
        return new Cost(
                yuan ? "CNY" : "USD",
                input,
                0,
                output,
                input + output,
                "USD",
                yuan ? -1 : input + output,
                yuan ? MissingReason.NO_RATE : null,
                "test");
    }

    @Override
    public void refresh() {}
}
