package tollgate.dashboards.proof;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleRequest;

/** By what requests are grouped: null where the request does not tell. */
interface Key extends Function<SampleRequest, @Nullable Comparable<?>> {
    /** The model that a usage window counts the request for. */
    Key MODEL = each -> each.record().model().effective();

    Key ANSWERED = each -> each.record().model().answered();
    Key PROVIDER = each -> each.record().model().provider();
    Key TENANT = each -> each.record().caller().tenant();
    Key KEY_ID = each -> each.record().caller().keyId();
    Key ADDRESS = each -> each.record().caller().address();
    Key TEAM = SampleRequest::team;
    Key ERROR = each -> each.record().result().errorType();
    Key STATUS = each -> known(each.record().result().status());

    Key OUTCOME = each -> {
        Outcome outcome = each.record().effectiveOutcome();
        return outcome == null ? null : outcome.code();
    };

    Key CURRENCY = each -> each.cost() == null ? null : each.cost().currency();

    /** The buckets that panels over time have. */
    static Key time(Scope scope) {
        TimeBuckets buckets = TimeBuckets.of(75, scope.from(), scope.to());
        return each -> buckets.start(each.record().timestamp());
    }

    private static @Nullable Long known(long number) {
        return number == RequestRecord.UNKNOWN ? null : number;
    }
}
