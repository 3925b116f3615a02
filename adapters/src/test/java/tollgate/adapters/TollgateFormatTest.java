package tollgate.adapters;

class TollgateFormatTest extends LineFormatContract {
    TollgateFormatTest() {
        super("tollgate");
    }
}
