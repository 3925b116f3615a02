package tollgate.access;

/**
 * A token with its text, which nobody can find out again. It never prints it.
 *
 * @param text what the caller shows: {@code tg_<id>_<secret>}
 */
public record IssuedToken(Token token, String text) {
    @Override
    public String toString() {
        return token.id() + " (secret)";
    }
}
