package tollgate.access;

import java.util.function.UnaryOperator;

/** Tokens in memory. */
final class InMemoryTokenStore implements TokenStore {
    private Tokens tokens = Tokens.NONE;

    @Override
    public synchronized Tokens read() {
        return tokens;
    }

    @Override
    public synchronized Tokens update(UnaryOperator<Tokens> change) {
        tokens = change.apply(tokens);
        return tokens;
    }
}
