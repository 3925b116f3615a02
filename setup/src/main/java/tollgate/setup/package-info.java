/** Brings into Elasticsearch and Kibana what Tollgate needs and shows there, and takes it away again. */
package tollgate.setup;
