package tollgate.dashboards.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.sampletraffic.SampleRequest;

/** Requests in groups, each of which becomes a row. */
final class Groups {
    /**
     * A group.
     *
     * @param key what its requests have in common
     */
    record Group(List<@Nullable Comparable<?>> key, List<SampleRequest> of) {
        @Nullable
        Comparable<?> key(int index) {
            return key.get(index);
        }
    }

    private Groups() {}

    /** The groups, ascending, what is not known last. */
    static List<Group> by(List<SampleRequest> requests, Key... keys) {
        Map<List<@Nullable Comparable<?>>, List<SampleRequest>> groups = new LinkedHashMap<>();
        for (SampleRequest request : requests) {
            List<@Nullable Comparable<?>> key = new ArrayList<>();
            Arrays.stream(keys).forEach(each -> key.add(each.apply(request)));
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(request);
        }
        List<Group> sorted = new ArrayList<>();
        groups.forEach((key, of) -> sorted.add(new Group(key, of)));
        sorted.sort(Comparator.comparing(Group::key, Groups::compare));
        return sorted;
    }

    /** Those with most first; what is equal stays ascending. */
    static List<Group> most(List<Group> groups, Function<List<SampleRequest>, Long> measure, int limit) {
        return groups.stream()
                .sorted(Comparator.comparing((Group group) -> measure.apply(group.of()))
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** A row for each group. */
    static List<List<@Nullable Object>> rows(List<Group> groups, Function<Group, List<@Nullable Object>> row) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach(group -> rows.add(row.apply(group)));
        return rows;
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static int compare(List<@Nullable Comparable<?>> left, List<@Nullable Comparable<?>> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Comparable<?> left, @Nullable Comparable<?> right) {
        if (left == null) {
            return right == null ? 0 : 1;
        }
        if (right == null) {
            return -1;
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
