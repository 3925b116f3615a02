/** Macro benchmarks: whole processes that ship real files to a server. */
package tollgate.benchmarks;
