package tollgate.adapters;

class LiteLlmFormatTest extends LineFormatContract {
    LiteLlmFormatTest() {
        super("litellm");
    }
}
