/** The keys that providers know the gateway by: where they come from, which one holds, how old they are. */
package tollgate.gateway.keys;
