package tollgate.hostmetrics;

import java.io.IOException;

/** The machine that this process runs on. */
interface Host {
    /** A reading of this moment. One thread at a time. */
    HostReading read() throws IOException;

    /** Linux tells it in files, which costs next to no memory; elsewhere a library asks the system. */
    static Host here() {
        return System.getProperty("os.name").startsWith("Linux") ? new LinuxHost() : new OshiHost();
    }
}
