package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tollgate.pricing.Pricer;
import tollgate.pricing.Usage;

/**
 * Gives requests the cost that their stored counts have by a price book, and changes nothing else in them. A request that says
 * so already is left alone, so a walk that was interrupted is finished by another one.
 */
final class RequestRepricer {
    private final Documents documents;
    private final PatientWriter writer;
    private final Pricer pricer;
    private final boolean dryRun;

    RequestRepricer(Documents documents, PatientWriter writer, Pricer pricer, boolean dryRun) {
        this.documents = documents;
        this.writer = writer;
        this.pricer = pricer;
        this.dryRun = dryRun;
    }

    /**
     * Walks over all requests of a selection.
     *
     * @return false where it was stopped before the end; what the tally has is done then, and nothing else
     */
    boolean run(Selection requests, Tally tally, BooleanSupplier stop) throws IOException {
        try (Documents.Walk walk = documents.walk(requests)) {
            while (!stop.getAsBoolean()) {
                List<Stored> page = walk.next();
                if (page.isEmpty()) {
                    return true;
                }
                reprice(page, tally);
                tally.pageDone();
            }
            return false;
        }
    }

    private void reprice(List<Stored> page, Tally tally) throws IOException {
        List<Stored> open = page;
        while (!open.isEmpty()) {
            List<Repriced> changed = new ArrayList<>();
            for (Stored each : open) {
                Usage usage = RequestDocument.usage(each.source());
                if (usage == null) {
                    tally.skip();
                    continue;
                }
                Repriced repriced = Repriced.of(each, usage, pricer);
                if (dryRun || repriced.change() == Change.NONE) {
                    tally.add(repriced.model(), repriced.difference());
                } else {
                    changed.add(repriced);
                }
            }
            open = documents.readAgain(write(changed, tally));
        }
    }

    /** Returns those that somebody else has changed in the meantime. */
    private List<Stored> write(List<Repriced> changed, Tally tally) throws IOException {
        List<Boolean> written =
                writer.write(changed.stream().map(Repriced::write).toList());
        List<Stored> conflicts = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            Repriced each = changed.get(i);
            if (written.get(i)) {
                tally.add(each.model(), each.difference());
            } else {
                conflicts.add(each.document());
            }
        }
        return conflicts;
    }

    private record Repriced(Stored document, String model, CostFields before, CostFields after, Change change) {
        static Repriced of(Stored document, Usage usage, Pricer pricer) {
            CostFields before = CostFields.in(document.source());
            CostFields after = CostFields.of(pricer.price(usage));
            return new Repriced(document, usage.model(), before, after, before.to(after));
        }

        ModelDifference difference() {
            return ModelDifference.of(change, before, after);
        }

        Write write() {
            ObjectNode source = document.source().deepCopy();
            after.writeTo(source);
            return document.replacedBy(source);
        }
    }
}
