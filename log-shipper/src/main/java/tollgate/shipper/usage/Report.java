package tollgate.shipper.usage;

/**
 * A closed window, or a part of one that came late, as the document that it becomes. It stays in the checkpoint until
 * Elasticsearch has it, so that it is written once, under one name and with one content, whatever happens.
 *
 * @param stream where it goes
 * @param document the JSON
 */
public record Report(String stream, String id, String document) {}
