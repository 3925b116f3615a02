package tollgate.adapters;

class OpenClawFormatTest extends LineFormatContract {
    OpenClawFormatTest() {
        super("openclaw");
    }
}
