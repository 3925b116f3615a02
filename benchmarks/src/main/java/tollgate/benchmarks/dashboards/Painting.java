package tollgate.benchmarks.dashboards;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A page that a browser opened for the first time, from the start of its navigation.
 *
 * @param firstMillis until the first text or picture was there, by the browser's own count
 * @param completeMillis until each panel had its answer, by the page's own count
 */
record Painting(long firstMillis, long completeMillis) {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Whether there is a browser. */
    static boolean canBe() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** Opens an address in a browser that has seen nothing yet. */
    static Painting of(String address) throws InterruptedException {
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(DRIVER.toString()))
                        .usingAnyFreePort()
                        .build(),
                new ChromeOptions()
                        .setBinary(CHROMIUM.toFile())
                        .addArguments(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--window-size=1400,1000"));
        try {
            driver.get(address);
            long limitNanos = System.nanoTime() + PATIENCE.toNanos();
            while (!Boolean.TRUE.equals(driver.executeScript("return document.body.dataset.completeMs !== undefined"
                    + " && performance.getEntriesByName('first-contentful-paint').length > 0"))) {
                if (System.nanoTime() > limitNanos) {
                    throw new IllegalStateException(address + " is not complete after " + PATIENCE.toSeconds() + " s");
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return new Painting(
                    number(driver, "performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                    number(driver, "Number(document.body.dataset.completeMs)"));
        } finally {
            driver.quit();
        }
    }

    private static long number(ChromeDriver driver, String expression) {
        return driver.executeScript("return Math.round(" + expression + ")") instanceof Number number
                ? number.longValue()
                : -1;
    }
}
