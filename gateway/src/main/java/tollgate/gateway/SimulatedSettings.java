package tollgate.gateway;

/**
 * How the simulated model behaves. What the ratios leave over of all calls is answered at its usual pace.
 *
 * @param seed two simulated models of one seed answer their first, second … call alike
 * @param speed how many times faster than a real model it is
 * @param rateLimitedRatio share of calls, 0 to 1, that are refused with 429
 * @param errorRatio share of calls that fail with 500
 * @param timeoutRatio share of calls that are never answered
 * @param slowRatio share of calls that are answered, ten times slower than usual
 */
public record SimulatedSettings(
        long seed, double speed, double rateLimitedRatio, double errorRatio, double timeoutRatio, double slowRatio) {

    public SimulatedSettings {
        if (rateLimitedRatio + errorRatio + timeoutRatio + slowRatio > 1) {
            throw new SettingException(
                    Setting.SIMULATED_RATE_LIMITED_RATIO.name(),
                    "and the other ratios of the simulated model add up to more than 1",
                    "lower one of them");
        }
    }

    /** Answers every call, at a real model's pace. */
    public static SimulatedSettings faultless(long seed) {
        return new SimulatedSettings(seed, 1, 0, 0, 0, 0);
    }

    public SimulatedSettings withSpeed(double speed) {
        return new SimulatedSettings(seed, speed, rateLimitedRatio, errorRatio, timeoutRatio, slowRatio);
    }
}
