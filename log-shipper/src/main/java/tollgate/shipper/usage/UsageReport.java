package tollgate.shipper.usage;

/**
 * A closed window, or the part of one that came late.
 *
 * @param sequence number of the report among all that this shipper ever made; with the shipper's name it is the identity
 * @param length of the window, which says to which stream it goes
 * @param revision 0 for the first report of the window's minute or hour, then 1, 2 …; each holds only what the ones before lack
 */
public record UsageReport(long sequence, WindowLength length, long revision, UsageWindow window) {}
