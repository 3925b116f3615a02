/** A relay that tells the version of an Elasticsearch which does not tell it where Filebeat asks. */
package tollgate.benchmarks.relay;
