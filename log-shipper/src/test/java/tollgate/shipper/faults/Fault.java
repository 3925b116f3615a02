package tollgate.shipper.faults;

/** What becomes of a request. */
public enum Fault {
    NONE,
    /** It is answered after a while. */
    SLOW,
    /** Answered with 429, and not passed on. */
    BUSY,
    /** Answered with 503, and not passed on. */
    UNAVAILABLE,
    /** Of a bulk, a random half is passed on, and the other items are answered with 429. */
    PARTLY_BUSY,
    /** Answered with 504, although it was carried out. */
    GATEWAY_TIMEOUT,
    /** Carried out, and the connection is cut before the first byte of the answer. */
    ANSWER_LOST,
    /** Carried out, and the connection is cut in the middle of the answer. */
    ANSWER_CUT,
    /** Carried out, and the answer ends in its middle, with a length that is right for that. */
    ANSWER_CROPPED,
    /** Both connections are cut in the middle of the request's body. */
    REQUEST_CUT,
    /** The connection is cut, and the request is carried out a while later. */
    CARRIED_OUT_LATE;

    /** Whether it makes sense for a request that writes nothing. */
    boolean concernsReading() {
        return this != PARTLY_BUSY && this != REQUEST_CUT && this != CARRIED_OUT_LATE;
    }
}
