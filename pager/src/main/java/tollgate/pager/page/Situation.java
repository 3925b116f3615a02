package tollgate.pager.page;

import java.time.Instant;
import java.util.List;
import tollgate.pager.alert.Observation;

/** What a plan is made for. */
record Situation(Observation seen, List<Silence> silences, List<Acknowledgement> acknowledgements, Instant now) {}
