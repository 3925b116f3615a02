package tollgate.adapters;

class NginxFormatTest extends LineFormatContract {
    NginxFormatTest() {
        super("nginx");
    }
}
