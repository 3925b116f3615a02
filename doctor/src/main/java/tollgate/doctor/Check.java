package tollgate.doctor;

import java.util.List;

/** Looks at one thing. It changes nothing, and what it cannot find out is a finding. */
@FunctionalInterface
public interface Check {
    List<Finding> look() throws InterruptedException;
}
