/** Kibana's saved objects: dashboards compiled, and whatever else is imported with them, written and checked. */
package tollgate.dashboards.kibana;
