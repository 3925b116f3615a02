/** What the gateway costs: a client that measures, and a provider that answers at once. */
package tollgate.benchmarks.gateway;
