package tollgate.access;

class InMemoryTokenStoreTest extends TokenStoreContract {
    private final InMemoryTokenStore store = new InMemoryTokenStore();

    @Override
    TokenStore store() {
        return store;
    }

    @Override
    TokenStore another() {
        return store;
    }
}
