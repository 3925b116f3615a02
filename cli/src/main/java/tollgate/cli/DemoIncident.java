package tollgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Breaks the model for a while, under traffic, and waits for the page and for its end. */
final class DemoIncident {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final double RATE = 10;
    /** What a broken model fires; pages of other rules may be open for reasons of their own. */
    private static final List<String> RULES = List.of("model-down", "provider-down");

    private final LocalStack stack;
    private final LocalPager pager;
    private final BreakableModel model;
    private final Progress progress;
    private final Traffic traffic;

    DemoIncident(LocalStack stack, LocalPager pager, BreakableModel model, Progress progress) {
        this.stack = stack;
        this.pager = pager;
        this.model = model;
        this.progress = progress;
        this.traffic = new Traffic(stack.gateway(), 2);
    }

    /** Whether the page and its end came. */
    boolean play() throws InterruptedException, CommandFailedException {
        progress.say(
                "the model breaks now: it answers 500 to everything. Half of two minutes' requests must fail until a page"
                        + " comes, so it takes a minute or two");
        Instant broken = Instant.now();
        model.breakIt();
        boolean paged = sendUntil(this::isPaged);
        progress.say(paged ? "paged after " + seconds(broken) + " s" : "no page came within six minutes");
        model.mend();
        Instant mended = Instant.now();
        progress.say("the model is mended; when half of two minutes' requests are well again, the page is resolved");
        boolean resolved = paged && sendUntil(() -> !isPaged());
        progress.say(
                resolved ? "resolved after " + seconds(mended) + " s" : "the page was not resolved within six minutes");
        return paged && resolved;
    }

    private boolean isPaged() {
        return RULES.stream().anyMatch(pager::isPaged);
    }

    private boolean sendUntil(BooleanSupplier condition) throws InterruptedException, CommandFailedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            stack.check();
            traffic.send();
            Thread.sleep((long) (1_000 / RATE));
        }
        return true;
    }

    private static long seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }
}
