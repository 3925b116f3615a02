package tollgate.benchmarks.stub;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes bulks, compressed or not, and counts what is in them. */
final class BulkService implements HttpService {
    private final BulkReader reader = new BulkReader();
    private final AtomicLong documents = new AtomicLong();
    private final BulkCounts counts;

    BulkService(BulkCounts counts) {
        this.counts = counts;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        String index = context.pathParam("index");
        boolean statusOnly = context.queryParam("filter_path") != null;
        return HttpResponse.of(request.aggregate().thenApply(whole -> answer(whole, index, statusOnly)));
    }

    private HttpResponse answer(AggregatedHttpRequest request, @Nullable String index, boolean statusOnly) {
        try {
            byte[] body = body(request);
            List<BulkAction> actions = reader.read(body);
            Map<String, Long> byIndex = new HashMap<>();
            for (BulkAction action : actions) {
                String name = action.index() == null ? index : action.index();
                if (name == null) {
                    throw new BadBulkException("an action names no index, nor does the path");
                }
                byIndex.merge(name, 1L, Long::sum);
            }
            counts.add(byIndex, body.length, request.content().length());
            long first = documents.getAndAdd(actions.size());
            return HttpResponse.of(
                    HttpStatus.OK, MediaType.JSON_UTF_8, BulkAnswer.of(actions, index, first, statusOnly));
        } catch (IOException e) {
            counts.refuse();
            return HttpResponse.of(
                    HttpStatus.BAD_REQUEST,
                    MediaType.JSON_UTF_8,
                    "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"%s\"},\"status\":400}",
                    String.valueOf(e.getMessage()).replace('"', '\'').replace('\n', ' '));
        }
    }

    private static byte[] body(AggregatedHttpRequest request) throws IOException {
        if (!"gzip".equals(request.headers().get(HttpHeaderNames.CONTENT_ENCODING))) {
            return request.content().array();
        }
        try (InputStream plain = new GZIPInputStream(request.content().toInputStream())) {
            return plain.readAllBytes();
        }
    }
}
