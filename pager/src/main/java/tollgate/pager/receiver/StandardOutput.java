package tollgate.pager.receiver;

import java.io.PrintWriter;
import tollgate.pager.page.Delivery;

/** Prints pages, with an empty line after each. */
public final class StandardOutput implements Receiver {
    private final PrintWriter out;

    public StandardOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Outcome send(Delivery delivery) {
        synchronized (out) {
            out.println(new PageLines(delivery.content()).text());
            out.println();
            out.flush();
            return out.checkError()
                    ? new Outcome.Refused("standard output cannot be written")
                    : new Outcome.Delivered();
        }
    }
}
