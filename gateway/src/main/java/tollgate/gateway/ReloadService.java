package tollgate.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;
import tollgate.files.FileMistakeException;

/** Reads the configuration again when somebody asks for it who may. */
final class ReloadService implements HttpService {
    static final String PATH = "/admin/reload";

    private final Runnable reload;
    private final ErrorBody errors;

    /** @param reload may block */
    ReloadService(Runnable reload, ErrorBody errors) {
        this.reload = reload;
        this.errors = errors;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(CompletableFuture.supplyAsync(this::reloaded, ctx.blockingTaskExecutor()));
    }

    private HttpResponse reloaded() {
        try {
            reload.run();
            return HttpResponse.of(HttpStatus.OK, MediaType.JSON, "{\"reloaded\":true}");
        } catch (FileMistakeException | SettingException e) {
            return error(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()), "invalid_configuration");
        }
    }

    private HttpResponse error(HttpStatus status, String message, String code) {
        return HttpResponse.of(status, MediaType.JSON, errors.of(status.code(), message, null, code));
    }
}
