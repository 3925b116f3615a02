/** Health and metrics of a log-shipper at a port of its own. Start with {@link tollgate.monitoring.MonitoringServer}. */
package tollgate.monitoring;
