package tollgate.hostmetrics;

class OshiHostTest extends HostContract {
    @Override
    Host host() {
        return new OshiHost();
    }
}
