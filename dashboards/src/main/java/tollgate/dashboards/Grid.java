package tollgate.dashboards;

/**
 * A panel's place, in cells from the left upper corner.
 *
 * @param x first column, from 0
 * @param y first row, from 0
 * @param w columns
 * @param h rows
 */
public record Grid(int x, int y, int w, int h) {
    /** Columns of a dashboard. */
    public static final int WIDTH = 48;

    public Grid {
        if (w < 1 || h < 1 || x < 0 || y < 0 || x + w > WIDTH) {
            throw new IllegalArgumentException("a panel is at least 1 by 1 and ends at column " + WIDTH + " or before");
        }
    }

    /** Whether both take one cell. */
    public boolean overlaps(Grid other) {
        return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
}
