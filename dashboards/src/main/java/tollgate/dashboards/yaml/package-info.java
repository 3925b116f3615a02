/** Reads YAML files strictly: each mistake is named with its file and line. */
package tollgate.dashboards.yaml;
