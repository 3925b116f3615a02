/** How long dashboards take to open. */
package tollgate.benchmarks.dashboards;
