package tollgate.console.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page. Browsers keep it and ask each time whether it is still the same, so that a new version is there at once. It is compressed
 * once, and kept so.
 *
 * @param tag tells contents apart
 */
record Asset(MediaType type, String tag, HttpData plain, HttpData zipped) {
    private static final int TAG_CHARS = 20;

    static Asset of(String name, byte[] content) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return new Asset(
                    type(name),
                    "\"" + hash.substring(0, TAG_CHARS) + "\"",
                    HttpData.wrap(content),
                    HttpData.wrap(zip(content)));
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    HttpResponse unchanged() {
        return HttpResponse.of(ResponseHeaders.of(
                HttpStatus.NOT_MODIFIED, HttpHeaderNames.ETAG, tag, HttpHeaderNames.CACHE_CONTROL, "no-cache"));
    }

    HttpResponse whole(RequestHeaders request) {
        boolean zip = request.get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip");
        ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(type)
                .set(HttpHeaderNames.VARY, "accept-encoding")
                .set(HttpHeaderNames.ETAG, tag)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        if (zip) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        return HttpResponse.of(headers.build(), zip ? zipped : plain);
    }

    private static byte[] zip(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static MediaType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> MediaType.HTML_UTF_8;
            case "css" -> MediaType.CSS_UTF_8;
            case "js" -> MediaType.JAVASCRIPT_UTF_8;
            case "svg" -> MediaType.SVG_UTF_8;
            default -> MediaType.JSON_UTF_8;
        };
    }
}
