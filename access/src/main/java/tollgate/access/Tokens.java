package tollgate.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All tokens at one moment, in the order in which they were made. Immutable. */
public final class Tokens {
    /** Where nobody has made one. */
    public static final Tokens NONE = new Tokens(new LinkedHashMap<>());

    private final SequencedMap<String, Token> byId;

    private Tokens(SequencedMap<String, Token> byId) {
        this.byId = byId;
    }

    static Tokens of(Collection<Token> tokens) {
        SequencedMap<String, Token> byId = new LinkedHashMap<>();
        tokens.forEach(token -> byId.put(token.id(), token));
        return new Tokens(byId);
    }

    /** By its id; null where there is none. */
    public @Nullable Token find(String id) {
        return byId.get(id);
    }

    /** In the order in which they were made. */
    public Collection<Token> all() {
        return java.util.Collections.unmodifiableCollection(byId.values());
    }

    /** With this token in place of the one of its id, or as the newest. */
    public Tokens with(Token token) {
        SequencedMap<String, Token> changed = new LinkedHashMap<>(byId);
        changed.put(token.id(), token);
        return new Tokens(changed);
    }

    Tokens without(Predicate<Token> gone) {
        SequencedMap<String, Token> kept = new LinkedHashMap<>(byId);
        kept.values().removeIf(gone);
        return new Tokens(kept);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tokens tokens && Map.copyOf(byId).equals(Map.copyOf(tokens.byId));
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byId.values().toString();
    }
}
