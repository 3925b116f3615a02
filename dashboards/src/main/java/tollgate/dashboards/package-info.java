/** Dashboards as they are written down: the model and its reader, without any word of how a particular tool stores them. */
package tollgate.dashboards;
