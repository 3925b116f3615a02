package tollgate.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileMistakeException;

/** The file of tokens: JSON, written by commands and not by people, so that a mistake in it names no line. */
final class TokenFormat {
    private static final int VERSION = 1;

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    byte[] write(Tokens tokens) throws IOException {
        ObjectNode root = json.createObjectNode().put("version", VERSION);
        ArrayNode all = root.putArray("tokens");
        for (Token token : tokens.all()) {
            ObjectNode to = all.addObject()
                    .put("id", token.id())
                    .put("tenant", token.tenant())
                    .put("name", token.name());
            ArrayNode scopes = to.putArray("scopes");
            token.scopes().stream().map(Scope::code).sorted().forEach(scopes::add);
            ArrayNode models = to.putArray("models");
            token.models().stream().sorted().forEach(models::add);
            to.put("lifetime", token.lifetime().toString());
            if (token.file() != null) {
                to.put("file", token.file().toString());
            }
            if (token.revoked() != null) {
                to.put("revoked", token.revoked().toString());
            }
            ArrayNode secrets = to.putArray("secrets");
            for (HashedSecret secret : token.secrets()) {
                secrets.addObject()
                        .put("salt", secret.salt())
                        .put("sha256", secret.hash())
                        .put("created", secret.created().toString())
                        .put("expires", secret.expires().toString());
            }
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * Understands a file.
     *
     * @throws FileMistakeException where it is none of this version; no value of it is repeated
     */
    Tokens read(String name, byte[] bytes) throws IOException {
        try {
            JsonNode root = json.readTree(bytes);
            if (root.path("version").asInt() != VERSION) {
                throw mistake(name, "its version is not " + VERSION);
            }
            List<Token> tokens = new ArrayList<>();
            for (JsonNode token : root.required("tokens")) {
                tokens.add(token(token));
            }
            return Tokens.of(tokens);
        } catch (JsonProcessingException e) {
            throw mistake(name, "it is not JSON, or was cut");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw mistake(name, "a field is missing or has a value of another kind");
        }
    }

    private static FileMistakeException mistake(String name, String what) {
        return new FileMistakeException(
                name, "is no file of tokens (" + what + "); restore it, or delete it and make new tokens");
    }

    private static Token token(JsonNode from) {
        Set<Scope> scopes = new LinkedHashSet<>();
        from.required("scopes").forEach(scope -> scopes.add(Scope.of(text(scope))));
        Set<String> models = new LinkedHashSet<>();
        from.required("models").forEach(model -> models.add(text(model)));
        List<HashedSecret> secrets = new ArrayList<>();
        for (JsonNode secret : from.required("secrets")) {
            secrets.add(HashedSecret.read(
                    text(secret.required("salt")),
                    text(secret.required("sha256")),
                    Instant.parse(text(secret.required("created"))),
                    Instant.parse(text(secret.required("expires")))));
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a token without a secret");
        }
        String file = optional(from.get("file"));
        String revoked = optional(from.get("revoked"));
        return new Token(
                text(from.required("id")),
                text(from.required("tenant")),
                text(from.required("name")),
                scopes,
                models,
                Duration.parse(text(from.required("lifetime"))),
                file == null ? null : Path.of(file),
                revoked == null ? null : Instant.parse(revoked),
                secrets);
    }

    private static @Nullable String optional(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : text(node);
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("no text");
        }
        return node.textValue();
    }
}
