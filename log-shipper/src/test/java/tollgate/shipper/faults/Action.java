package tollgate.shipper.faults;

import java.io.IOException;

/** Something to be done at a certain moment. */
public interface Action {
    void run() throws IOException;
}
