package tollgate.shipper.bulk;

class InMemoryElasticsearchTest extends BulkTransportContract {
    @Override
    BulkTransport transport() {
        return new InMemoryElasticsearch();
    }
}
