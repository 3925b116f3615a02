package tollgate.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium, without a window. Pages are in English and light, unless an address says otherwise. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String AXE_PROPERTIES = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        wide();
    }

    /** Skips the tests where there is none. */
    static void assumeThere() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "there is no Chromium: install Debian's packages chromium and chromium-driver");
    }

    static Browser start() {
        ChromeOptions options = new ChromeOptions()
                .setBinary(CHROMIUM.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--force-device-scale-factor=1",
                        "--hide-scrollbars",
                        "--lang=en-US");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .withEnvironment(Map.of("TZ", "UTC", "HOME", System.getProperty("java.io.tmpdir")))
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** Opens an address, in English and light unless it says otherwise, and forgets what was complained of before. */
    void open(String address) {
        driver.manage().logs().get(LogType.BROWSER);
        String look =
                (address.contains("lang=") ? "" : "&lang=en") + (address.contains("theme=") ? "" : "&theme=light");
        driver.get(address + (address.contains("?") ? look : look.replaceFirst("&", "?")));
    }

    /** Opens a dashboard, and waits until each of its panels has its answer. */
    void openDashboard(String address) {
        open(address);
        awaitPanels();
    }

    /** As wide as a screen on a desk. */
    void wide() {
        size(1400, 1000);
    }

    /** Makes the page so large, in CSS pixels. */
    void size(int width, int height) {
        size(width, height, 1);
    }

    /** @param scale pixels of a picture for each CSS pixel */
    void size(int width, int height, double scale) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /** Waits until a script says so. */
    void await(String what, String script) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Boolean.TRUE.equals(driver.executeScript("return " + script)));
    }

    /** Waits until each panel of the dashboard that is shown has its answer, and says so. */
    void awaitPanels() {
        await(
                "all panels are there",
                "document.querySelectorAll('section[data-panel]').length > 0"
                        + " && document.body.dataset.shown === location.pathname + location.search"
                        + " && [...document.querySelectorAll('section[data-panel]')].every(e => e.dataset.ready)");
    }

    /** Waits until a page that is no dashboard has shown what it has to. */
    void awaitPage() {
        await("the page is there", "document.body.dataset.shown === location.pathname + location.search");
    }

    /** What a script returns, as JSON. */
    JsonNode run(String script, Object... arguments) throws IOException {
        Object found = driver.executeScript(
                "return JSON.stringify(((...arguments) => {" + script + "})(...arguments))", arguments);
        return found == null ? JSON.nullNode() : JSON.readTree(String.valueOf(found));
    }

    /** What an async function returns, as JSON. */
    JsonNode runAsync(String body) throws IOException {
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => {" + body
                + "})().then(r => done(JSON.stringify(r)), e => done(JSON.stringify(String(e))))");
        return JSON.readTree(String.valueOf(found));
    }

    /** The texts that a script returns. */
    List<String> texts(String script) throws IOException {
        return texts(run(script));
    }

    /** Presses keys, wherever the focus is. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What the page has complained of since it was opened: refused content, errors of scripts. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What axe-core finds, by all of its rules: rule and element. */
    List<String> axe() throws IOException {
        Properties axe = new Properties();
        axe.load(new StringReader(resource(AXE_PROPERTIES)));
        driver.executeScript(
                resource("/META-INF/resources/webjars/axe-core/" + axe.getProperty("version") + "/axe.min.js"));
        return texts(
                runAsync(
                        "const found = await axe.run(document); return found.violations.map(v => v.impact + ' ' + v.id + ': '"
                                + " + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 4).join('; '))"));
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
