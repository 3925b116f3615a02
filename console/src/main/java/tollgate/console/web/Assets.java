package tollgate.console.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page, held in memory, each under a name of this list and no other. */
final class Assets {
    private static final String PAGE = "index.html";
    /** From the WebJar, not from the sources. */
    private static final String CHARTS = "echarts.esm.min.js";

    private static final List<String> NAMES = List.of(
            PAGE,
            "style.css",
            "icon.svg",
            "main.js",
            "api.js",
            "alerts.js",
            "dashboard.js",
            "dom.js",
            "format.js",
            "panels.js",
            "request.js",
            "charts.js",
            "words.js",
            "zh.json");

    private final Map<String, Asset> files;

    private Assets(Map<String, Asset> files) {
        this.files = files;
    }

    static Assets load() {
        Map<String, Asset> files = new LinkedHashMap<>();
        NAMES.forEach(name -> files.put(name, Asset.of(name, read("page/" + name))));
        files.put(CHARTS, Asset.of(CHARTS, read("echarts/" + CHARTS)));
        return new Assets(files);
    }

    HttpResponse page(RequestHeaders request) {
        return named(PAGE, request);
    }

    HttpResponse named(@Nullable String name, RequestHeaders request) {
        Asset asset = files.get(String.valueOf(name));
        if (asset == null) {
            return HttpResponse.of(HttpStatus.NOT_FOUND);
        }
        return asset.tag().equals(request.get(HttpHeaderNames.IF_NONE_MATCH))
                ? asset.unchanged()
                : asset.whole(request);
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing; build the module console anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
