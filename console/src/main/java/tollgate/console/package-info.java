/** The console: a server of one page that shows the dashboards and the alerts. */
package tollgate.console;
