package tollgate.elasticsearch.local;

import java.util.List;

/** What the server's JVM is made for. */
public enum Tuning {
    /** Up quickly and small: the fast compiler alone, the serial collector, a heap that grows. For demos and tests. */
    START_UP {
        @Override
        List<String> jvmFlags(int heapMegabytes) {
            return List.of(
                    "-Xms" + INITIAL_HEAP_MEGABYTES + "m",
                    // Half of it for what is new: fewer collections while everything is.
                    "-XX:NewSize=" + INITIAL_HEAP_MEGABYTES / 2 + "m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1");
        }
    },
    /** As fast as a production server once it is warm: both compilers, G1, the whole heap from the start. For benchmarks. */
    THROUGHPUT {
        @Override
        List<String> jvmFlags(int heapMegabytes) {
            return List.of("-Xms" + heapMegabytes + "m", "-XX:+UseG1GC", "--add-modules=jdk.incubator.vector");
        }
    };

    private static final int INITIAL_HEAP_MEGABYTES = 128;

    /** The flags that differ. */
    abstract List<String> jvmFlags(int heapMegabytes);
}
