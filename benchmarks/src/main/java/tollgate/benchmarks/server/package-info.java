/** Servers of the benchmarks as processes of their own, and what they have in common. */
package tollgate.benchmarks.server;
