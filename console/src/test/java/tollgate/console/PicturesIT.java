package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;

/** Makes the pictures of the README, of a week of generated traffic. */
@EnabledIfSystemProperty(
        named = "console.pictures",
        matches = ".+",
        disabledReason = "pictures of the dashboards are made by -Dconsole.pictures=FOLDER")
class PicturesIT {
    @RegisterExtension
    static final SharedConsole SHARED = new SharedConsole();

    private static final int WIDTH = 1200;
    private static final double SCALE = 0.75;
    private static final int MOST_BYTES = 100_000;

    static Stream<String> dashboards() {
        return Dashboards.all().stream().map(Dashboard::id);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void pictureInBothThemes(String id) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("console.pictures")));
        Browser browser = SHARED.browser();
        try {
            for (String theme : new String[] {"light", "dark"}) {
                browser.size(WIDTH, 800, SCALE);
                browser.openDashboard(SHARED.console().address("/d/" + id + "?theme=" + theme));
                int height = browser.run(
                                "return Math.ceil(document.querySelector('.grid').getBoundingClientRect().bottom + scrollY)")
                        .asInt();
                browser.size(WIDTH, height, SCALE);
                browser.await(
                        "charts have their size",
                        "[...document.querySelectorAll('.chart')].every(e => e.querySelector('canvas')?.clientWidth === e.clientWidth)");
                byte[] picture = SmallPng.of(browser.screenshot());
                assertThat(picture.length).isLessThan(MOST_BYTES);
                Files.write(folder.resolve(id.replace("tollgate-", "") + "-" + theme + ".png"), picture);
            }
        } finally {
            browser.wide();
        }
    }
}
